// Replaces the functions of the engine that are not safe in a run that is ended while they work.
//
// QuickJS-NG 0.16 looks between two elements whether the run must end. Its `find`, `findIndex`, `findLast` and
// `findLastIndex` of arrays then free the last element a second time (`js_array_find` in quickjs.c). And where the
// run ends while `Array.fromAsync` is made, which is when a script first names it, the values that it is made of are
// never freed (`js_bytecode_eval`), for which the engine aborts the process at its end.
(function () {
  'use strict';
  const { apply, defineProperty } = Reflect;
  const { bind } = Function.prototype;
  const { MAX_SAFE_INTEGER } = Number;
  const { min, trunc } = Math;
  const ObjectOf = Object;
  const TypeErrorOf = TypeError;

  // The specification's steps, in one function, since each function that is called shows in the stacks of errors.
  const search = (name, isBackward, findsPlace) =>
    ({
      [name](test) {
        if (this === null || this === undefined) {
          throw new TypeErrorOf(`Array.prototype.${name} called on null or undefined`);
        }
        const list = ObjectOf(this);
        const given = +list.length;
        const length = given > 0 ? min(trunc(given), MAX_SAFE_INTEGER) : 0;
        if (typeof test !== 'function') {
          throw new TypeErrorOf('not a function');
        }
        const fits = arguments.length > 1 ? apply(bind, test, [arguments[1]]) : test;
        for (let seen = 0; seen < length; seen += 1) {
          const place = isBackward ? length - 1 - seen : seen;
          const value = list[place];
          if (fits(value, place, list)) {
            return findsPlace ? place : value;
          }
        }
        return findsPlace ? -1 : undefined;
      },
    })[name];

  for (const [name, isBackward, findsPlace] of [
    ['find', false, false],
    ['findIndex', false, true],
    ['findLast', true, false],
    ['findLastIndex', true, true],
  ]) {
    defineProperty(Array.prototype, name, {
      __proto__: null,
      value: search(name, isBackward, findsPlace),
      writable: true,
      enumerable: false,
      configurable: true,
    });
  }

  // Makes it now, while nothing ends the run.
  void Array.fromAsync;
})()
