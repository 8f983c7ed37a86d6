// Is called with every error that the engine or the script makes, before any script can see it.
(function (describe, given) {
  'use strict';
  const { apply, setPrototypeOf } = Reflect;
  const { defineProperty, getOwnPropertyDescriptor, getPrototypeOf } = Object;
  const ErrorOf = Error;
  const { isError } = Error;
  const prototypes = { __proto__: null, RangeError: RangeError.prototype, SyntaxError: SyntaxError.prototype };
  // Shared with the scopes of libraries. Where no memory is left for an error, the engine throws null.
  const shared = given ?? { __proto__: null, noted: new WeakMap(), threwNull: false };
  const { noted } = shared;

  // What `JSON.parse` reads, which V8 shows where it is no JSON.
  let reads;
  const { parse } = JSON;
  defineProperty(JSON, 'parse', {
    __proto__: null,
    value: {
      parse(text, reviver) {
        // The engine makes a text of it once, and so must this.
        reads = `${text}`;
        const value = parse(reads, reviver);
        reads = undefined;
        return value;
      },
    }.parse,
    writable: true,
    enumerable: false,
    configurable: true,
  });
  const { get, set, has } = WeakMap.prototype;
  const { repeat } = String.prototype;

  let site;
  ErrorOf.prepareStackTrace = (error, sites) => {
    site = sites[0];
  };
  new ErrorOf();
  const { getFunction, getFunctionName, getFileName, getLineNumber, getColumnNumber } = getPrototypeOf(site);

  // V8 leaves out the constructor of the error's own class, and what that calls.
  function firstShown(error, sites) {
    const constructor = getOwnPropertyDescriptor(getPrototypeOf(error), 'constructor')?.value;
    let first = 0;
    for (let i = 0; constructor && i < sites.length; i += 1) {
      if (apply(getFunction, sites[i], []) === constructor) {
        first = i + 1;
      }
    }
    return first;
  }

  // Each call as text, since arrays and objects answer to what a script did to their prototypes.
  function asText(error, sites) {
    let text = '';
    for (let i = firstShown(error, sites); i < sites.length; i += 1) {
      const call = sites[i];
      const name = apply(getFunctionName, call, []);
      const file = apply(getFileName, call, []);
      const line = apply(getLineNumber, call, []);
      const column = apply(getColumnNumber, call, []);
      text += `${name ?? ''}\u0001${file ?? ''}\u0001${line ?? ''}\u0001${column ?? ''}\u0002`;
    }
    return text;
  }

  function textOf(error, name) {
    try {
      const text = error[name];
      return typeof text === 'string' ? text : '';
    } catch {
      return '';
    }
  }

  ErrorOf.prepareStackTrace = (error, sites) => {
    if (error === null) {
      // The engine throws this too, where there is no memory left for an error.
      shared.threwNull = sites !== null && isMemoryLeft();
    }
    if (isError(error)) {
      return apply(has, noted, [error]) ? '' : prepare(error, sites);
    }
    if (typeof error !== 'object' || error === null || sites === null) {
      return '';
    }
    // An object that is given to `Error.captureStackTrace`, or thrown, which needs no stack.
    return stackOf('Error', '', describe('', '', asText(error, sites), limit(), undefined));
  };

  function prepare(error, sites) {
    const calls = asText(error, sites);
    apply(set, noted, [error, calls]);
    const name = textOf(error, 'name');
    const message = textOf(error, 'message');
    const spoken = describe(name, message, calls, limit(), reads);
    if (spoken[0] !== name && prototypes[spoken[0]]) {
      setPrototypeOf(error, prototypes[spoken[0]]);
    }
    if (spoken[1] !== message && getOwnPropertyDescriptor(error, 'message')) {
      define(error, 'message', spoken[1]);
    }
    const own = getOwnPropertyDescriptor(ErrorOf, 'prepareStackTrace')?.value;
    const stack = typeof own === 'function' ? own(error, sites) : stackOf(spoken[0], spoken[1], spoken);
    define(error, 'stack', stack);
    return '';
  }

  // More than an error takes that the engine could have made in place of `null`.
  function isMemoryLeft() {
    try {
      return apply(repeat, 'x', [1 << 18]).length > 0;
    } catch {
      return false;
    }
  }

  function limit() {
    const given = getOwnPropertyDescriptor(ErrorOf, 'stackTraceLimit')?.value;
    return typeof given === 'number' && given >= 0 ? given >>> 0 : 10;
  }

  function stackOf(name, message, spoken) {
    const head = name === '' || message === '' ? name + message : `${name}: ${message}`;
    return spoken[2] === '' ? head : `${head}\n${spoken[2]}`;
  }

  function define(error, name, value) {
    defineProperty(error, name, { __proto__: null, value, writable: true, enumerable: false, configurable: true });
  }

  ErrorOf.stackTraceLimit = 64;
  // From here on they are what V8 has: no hook, and a limit that is a plain value.
  delete ErrorOf.prepareStackTrace;
  delete ErrorOf.stackTraceLimit;
  ErrorOf.stackTraceLimit = 10;

  const sitesOf = (error) => {
    if (error === null) {
      return shared.threwNull ? '' : undefined;
    }
    return isError(error) ? apply(get, noted, [error]) : undefined;
  };
  return { sitesOf, shared };
})
