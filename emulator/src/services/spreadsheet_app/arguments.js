// What the members of spreadsheets share: how they check arguments and get their methods.
(function (host, kit, shared) {
  'use strict';
  const { defineProperty, entries, setPrototypeOf } = Object;
  const { isArray, from } = Array;
  const { isFinite, trunc } = { isFinite: Number.isFinite, trunc: Math.trunc };
  const { apply } = Reflect;
  const DateOf = Date;
  const StringOf = String;
  const getTime = Date.prototype.getTime;
  const { toWellFormed } = String.prototype;

  // One letter says what an argument may be.
  const kinds = {
    a: () => true,
    b: (value) => typeof value === 'boolean',
    g: (value) => isArray(value) && value.every((row) => isArray(row)),
    l: (value) => isArray(value),
    n: (value) => typeof value === 'number' && isFinite(value),
    o: (value) => typeof value === 'object' && value !== null,
    s: (value) => typeof value === 'string',
    // A text, or nothing, which takes a setting back.
    z: (value) => typeof value === 'string' || value === null || value === undefined,
    B: (value) => value instanceof shared.Spreadsheet,
    R: (value) => value instanceof shared.Range,
    S: (value) => value instanceof shared.Sheet,
  };

  // Which of these lists of kinds the arguments are: `take('Sheet.getRange', arguments, 's', 'nn')`.
  function take(method, values, ...signatures) {
    for (const signature of signatures) {
      if (signature.length === values.length && from(signature).every((kind, place) => kinds[kind](values[place]))) {
        return signature;
      }
    }
    throw kit.mismatch(`SpreadsheetApp.${method}`, from(values));
  }

  // Gives a class its methods, and a word for those that it lacks.
  function define(type, methods) {
    for (const [name, method] of entries(methods)) {
      defineProperty(type.prototype, name, { value: method, writable: true, configurable: true });
    }
  }

  // Each object has a `toString` of its own, so that it cannot travel: a function cannot.
  function finish(type, name) {
    delete type.prototype.constructor;
    setPrototypeOf(type.prototype, kit.complete(name, {}));
  }

  shared.kinds = kinds;
  shared.take = take;
  shared.define = define;
  shared.finish = finish;
  shared.whole = (number) => trunc(number) + 0;
  shared.newDate = (milliseconds) => new DateOf(milliseconds);

  // What an object is to a cell: the milliseconds of a date, or a text.
  shared.simplify = (value) => {
    if (typeof value === 'string') {
      return apply(toWellFormed, value, []);
    }
    try {
      return apply(getTime, value, []);
    } catch {
      return StringOf(value);
    }
  };

  // Calls `kit.exception` in one word.
  shared.refuse = (message) => {
    throw kit.exception(message);
  };
})
