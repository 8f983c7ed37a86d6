// What the services share. Everything of the language is taken here, before a script can change it.
(function () {
  'use strict';
  const { get, has } = Reflect;
  const { freeze } = Object;
  const ErrorOf = Error;
  const StringOf = String;
  const ProxyOf = Proxy;

  // The error that Google's services throw: `Exception: …`.
  function exception(message) {
    const error = new ErrorOf(message);
    Object.defineProperty(error, 'name', { value: 'Exception', configurable: true, writable: true });
    return error;
  }

  // What JavaScript itself asks of any object, which is no member that a script's author means.
  const asked = new Set(['then', 'toJSON', 'constructor', 'valueOf', 'toString', 'inspect', 'prototype']);

  // An object that answers for a member that the emulator lacks with a message that says what to do.
  function complete(path, members) {
    return new ProxyOf(members, {
      get(target, name, receiver) {
        if (typeof name === 'symbol' || has(target, name) || asked.has(name)) {
          return get(target, name, receiver);
        }
        throw lacking(`${path}.${name}`);
      },
    });
  }

  function lacking(member) {
    return exception(
      `${member} is not part of the emulator. Give a fake for it: a JavaScript file (--fake FILE, or ` +
        'EmulatorBuilder::fake_file), or a Rust closure (EmulatorBuilder::fake).',
    );
  }

  // Google's words for arguments that no overload of a method takes.
  function mismatch(method, values) {
    const kinds = [];
    for (const value of values) {
      kinds.push(kind(value));
    }
    return exception(`The parameters (${kinds.join(',')}) don't match the method signature for ${method}.`);
  }

  function kind(value) {
    if (value === null || value === undefined) {
      return 'null';
    }
    if (Array.isArray(value)) {
      return typeof value[0] === 'number' ? 'number[]' : 'Array';
    }
    if (typeof value === 'object') {
      return value.toString === Object.prototype.toString ? '(class)' : StringOf(value);
    }
    return typeof value === 'string' ? 'String' : typeof value;
  }

  // Members that are constants, such as `SpreadsheetApp.Dimension.ROWS`, which print as their names.
  function enumeration(names) {
    const made = {};
    names.forEach((name, ordinal) => {
      made[name] = freeze({ toString: () => name, name: () => name, ordinal: () => ordinal, toJSON: () => name });
    });
    return freeze(made);
  }

  return freeze({ complete, enumeration, exception, lacking, mismatch });
})
