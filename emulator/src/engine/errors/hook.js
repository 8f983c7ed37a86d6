// Is called with every error that the engine or the script makes, before any script can see it.
(function (describe) {
  'use strict';
  const { apply, setPrototypeOf } = Reflect;
  const { defineProperty, getOwnPropertyDescriptor, getPrototypeOf } = Object;
  const ErrorOf = Error;
  const { isError } = Error;
  const prototypes = { __proto__: null, RangeError: RangeError.prototype, SyntaxError: SyntaxError.prototype };
  const noted = new WeakMap();
  const { get, set, has } = WeakMap.prototype;

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

  let threwNull = false;
  ErrorOf.prepareStackTrace = (error, sites) => {
    if (error === null) {
      // The engine throws this too, where there is no memory left for an error or a list of calls.
      threwNull = sites !== null;
    }
    if (!isError(error) || apply(has, noted, [error])) {
      return '';
    }
    const calls = asText(error, sites);
    apply(set, noted, [error, calls]);
    const name = textOf(error, 'name');
    const message = textOf(error, 'message');
    const limit = ErrorOf.stackTraceLimit;
    const spoken = describe(name, message, calls, typeof limit === 'number' && limit >= 0 ? limit >>> 0 : 10);
    if (spoken[0] !== name && prototypes[spoken[0]]) {
      setPrototypeOf(error, prototypes[spoken[0]]);
    }
    if (spoken[1] !== message && getOwnPropertyDescriptor(error, 'message')) {
      defineProperty(error, 'message', {
        __proto__: null,
        value: spoken[1],
        writable: true,
        enumerable: false,
        configurable: true,
      });
    }
    const own = getOwnPropertyDescriptor(ErrorOf, 'prepareStackTrace')?.value;
    if (typeof own === 'function') {
      return own(error, sites);
    }
    const head = spoken[0] === '' || spoken[1] === '' ? spoken[0] + spoken[1] : `${spoken[0]}: ${spoken[1]}`;
    return spoken[2] === '' ? head : `${head}\n${spoken[2]}`;
  };
  ErrorOf.stackTraceLimit = 64;
  // From here on they are what V8 has: no hook, and a limit that is a plain value.
  delete ErrorOf.prepareStackTrace;
  delete ErrorOf.stackTraceLimit;
  ErrorOf.stackTraceLimit = 10;

  return (error) => {
    if (error === null) {
      return threwNull ? '' : undefined;
    }
    return isError(error) ? apply(get, noted, [error]) : undefined;
  };
})
