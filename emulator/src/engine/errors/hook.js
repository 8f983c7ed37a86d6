// Is called with every error that the engine or the script makes, before any script can see it.
(function (describe, given, isOver) {
  'use strict';
  const { apply, setPrototypeOf } = Reflect;
  const { defineProperty, getOwnPropertyDescriptor, getPrototypeOf } = Object;
  const ErrorOf = Error;
  const ObjectOf = Object;
  const { isError } = Error;
  const prototypes = { __proto__: null, RangeError: RangeError.prototype, SyntaxError: SyntaxError.prototype };
  // Shared with the scopes of libraries. Where no memory is left for an error, the engine throws null.
  const shared = given ?? { __proto__: null, noted: new WeakMap(), engines: { __proto__: null, count: 0 }, threwNull: false };
  const { noted, engines } = shared;
  for (const name of ['InternalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError']) {
    engines[engines.count] = globalThis[name].prototype;
    engines.count += 1;
  }

  // Whether the engine itself makes errors of this class, and not the script alone.
  function mayBeTheEngines(error) {
    const prototype = getPrototypeOf(error);
    let found = false;
    for (let i = 0; !found && i < engines.count; i += 1) {
      found = engines[i] === prototype;
    }
    return found;
  }

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
  // The engine discards what a hook throws, also what it throws itself to end the run, and it looks only every 10,000
  // steps whether the run must end. In a loop that makes errors, it may look in here each time. So the hook takes few
  // steps once the run is over, and another number each time.
  let extra = 0;
  function endSoon() {
    extra = (extra * 29 + 7) % 64;
    for (let step = 0; step < extra; step += 1);
    return '';
  }

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
    if (isOver()) {
      return endSoon();
    }
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
    return stackOf('Error', '', described('', '', asText(error, sites), false));
  };

  function prepare(error, sites) {
    const calls = asText(error, sites);
    apply(set, noted, [error, calls]);
    const name = textOf(error, 'name');
    const message = textOf(error, 'message');
    const spoken = described(name, message, calls, mayBeTheEngines(error));
    apply(set, noted, [error, spoken[3]]);
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

  function described(name, message, calls, isOfEngine) {
    return describe({
      __proto__: null,
      name,
      message,
      calls,
      limit: limit(),
      reads,
      mayBeTheEngines: isOfEngine,
      isFunction,
    });
  }

  // Whether these names lead from the global object to a function. No getter is called.
  function isFunction(path) {
    let value = globalThis;
    for (let i = 0; i < path.length; i += 1) {
      let found;
      for (let holder = ObjectOf(value); found === undefined && holder !== null; holder = getPrototypeOf(holder)) {
        found = getOwnPropertyDescriptor(holder, path[i]);
      }
      value = found?.value;
      if (value === undefined || value === null) {
        return false;
      }
    }
    return typeof value === 'function';
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

  // Where calls go too deep there is no room for this hook: the engine's stack is `null`, and the calls are lost.
  const { get: stackAsKept, set: keepStack } = getOwnPropertyDescriptor(ErrorOf.prototype, 'stack');
  defineProperty(ErrorOf.prototype, 'stack', {
    __proto__: null,
    get() {
      const stack = apply(stackAsKept, this, []);
      return stack === null ? stackOf(textOf(this, 'name'), textOf(this, 'message'), ['', '', '']) : stack;
    },
    set(value) {
      apply(keepStack, this, [value]);
    },
    enumerable: false,
    configurable: true,
  });

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
