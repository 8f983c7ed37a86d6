// What the services share. Everything of the language is taken here, before a script can change it.
(function (loadBlobs, isDocumented) {
  'use strict';
  const { apply, get, has } = Reflect;
  const { defineProperty, entries, freeze, isFrozen, values } = Object;
  const { isArray } = Array;
  const { fromCharCode } = String;
  const { charCodeAt, split, toWellFormed, trim } = String.prototype;
  const { getTime } = Date.prototype;
  const ErrorOf = Error;
  const StringOf = String;
  const ArrayOf = Array;
  const { isView } = ArrayBuffer;
  const ProxyOf = Proxy;

  // The error that Google's services throw: `Exception: …`.
  function exception(message) {
    const error = new ErrorOf(message);
    defineProperty(error, 'name', { value: 'Exception', configurable: true, writable: true });
    return error;
  }

  // What JavaScript itself asks of any object, which is no member that a script's author means.
  const asked = new Set(['then', 'toJSON', 'constructor', 'valueOf', 'toString', 'inspect', 'prototype']);

  // An object that throws for a documented member that the emulator lacks, with a message that says what to do. A
  // member that is not documented is `undefined`, as at Google.
  function complete(path, members) {
    return new ProxyOf(members, {
      get(target, name, receiver) {
        if (typeof name === 'symbol' || has(target, name) || asked.has(name)) {
          return get(target, name, receiver);
        }
        if (isDocumented(path, name)) {
          throw lacking(`${path}.${name}`);
        }
        return undefined;
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
    if (isArray(value)) {
      return typeof value[0] === 'number' ? 'number[]' : 'Array';
    }
    if (typeof value === 'object') {
      return value.toString === Object.prototype.toString ? '(class)' : StringOf(value);
    }
    return typeof value === 'string' ? 'String' : typeof value;
  }

  // Bytes travel to and from the host as byte strings: each character is one byte. Scripts see them as Google
  // shows them, as an array of numbers from -128 to 127.
  function byteString(numbers) {
    const parts = [];
    for (let start = 0; start < numbers.length; start += 4096) {
      let part = '';
      for (let i = start; i < numbers.length && i < start + 4096; i += 1) {
        part += fromCharCode(numbers[i] & 255);
      }
      parts[parts.length] = part;
    }
    let whole = '';
    for (let i = 0; i < parts.length; i += 1) {
      whole += parts[i];
    }
    return whole;
  }

  function byteArray(string) {
    const numbers = new ArrayOf(string.length);
    for (let i = 0; i < numbers.length; i += 1) {
      const byte = apply(charCodeAt, string, [i]);
      numbers[i] = byte < 128 ? byte : byte - 256;
    }
    return numbers;
  }

  const isObject = (value) => typeof value === 'object' && value !== null;

  function isDate(value) {
    try {
      apply(getTime, value, []);
      return true;
    } catch {
      return false;
    }
  }

  function isBytes(value) {
    if (!isArray(value) && !isView(value)) {
      return false;
    }
    for (let i = 0; i < value.length; i += 1) {
      if (typeof value[i] !== 'number') {
        return false;
      }
    }
    return true;
  }

  const isText = (value) => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

  // A text that can leave the engine: half a surrogate pair cannot.
  const text = (value) => apply(toWellFormed, StringOf(value), []);

  let madeBlobs;
  const blobs = () => (madeBlobs ??= loadBlobs(kit));

  // The types that a signature names: which values they accept, and what becomes of these.
  const same = (value) => value;
  const types = freeze({
    __proto__: null,
    String: [isText, text],
    number: [(value) => typeof value === 'number', same],
    boolean: [(value) => typeof value === 'boolean', same],
    Date: [isDate, same],
    Object: [(value) => isObject(value) && !isArray(value), same],
    'Object[]': [isArray, same],
    Bytes: [isBytes, byteString],
    Blob: [(value) => blobs().find(value) !== null, (value) => blobs().find(value)],
    // A text, or null, which JavaScript's `undefined` stands for too.
    nullable: [(value) => value === null || value === undefined || typeof value === 'string', same],
    any: [() => true, same],
  });

  // A method of this name that runs the first overload that its arguments match. A signature is a list of types:
  // those above, those of `own` (a test for each), or `''` for none.
  function overloads(method, table, own = {}) {
    const signatures = [];
    const listed = entries(table);
    for (let i = 0; i < listed.length; i += 1) {
      signatures[i] = [signature(listed[i][0], own), listed[i][1]];
    }
    return (...values) => {
      for (let i = 0; i < signatures.length; i += 1) {
        const [parameters, run] = signatures[i];
        if (parameters.length === values.length && accepts(parameters, values)) {
          return apply(run, undefined, converted(parameters, values));
        }
      }
      throw mismatch(method, values);
    };
  }

  function signature(names, own) {
    const parameters = [];
    if (names !== '') {
      const parts = apply(split, names, [',']);
      for (let i = 0; i < parts.length; i += 1) {
        const name = apply(trim, parts[i], []);
        parameters[i] = own[name] === undefined ? types[name] : [own[name], same];
      }
    }
    return parameters;
  }

  function accepts(parameters, values) {
    for (let i = 0; i < parameters.length; i += 1) {
      if (!parameters[i][0](values[i])) {
        return false;
      }
    }
    return true;
  }

  function converted(parameters, values) {
    const made = [];
    for (let i = 0; i < parameters.length; i += 1) {
      made[i] = parameters[i][1](values[i]);
    }
    return made;
  }

  // The object of a service: `members` maps each method to its overloads; whatever is no table is kept as it is.
  function service(path, members, own) {
    const made = {};
    const listed = entries(members);
    for (let i = 0; i < listed.length; i += 1) {
      const [name, member] = listed[i];
      const isTable = isObject(member) && !isFrozen(member);
      made[name] = isTable ? overloads(`${path}.${name}`, member, own) : member;
    }
    return complete(path, made);
  }

  // Members that are constants, such as `SpreadsheetApp.Dimension.ROWS`, which print as their names.
  function enumeration(names) {
    const made = {};
    names.forEach((name, ordinal) => {
      made[name] = freeze({ toString: () => name, name: () => name, ordinal: () => ordinal, toJSON: () => name });
    });
    return freeze(made);
  }

  // The test of a parameter that takes the members of an enumeration.
  function memberOf(enumerated) {
    const members = values(enumerated);
    return (value) => {
      for (let i = 0; i < members.length; i += 1) {
        if (members[i] === value) {
          return true;
        }
      }
      return false;
    };
  }

  // The host holds each text that it is given, however often one is among them, so that all have to fit: a function
  // through which each goes, and which throws at the first that does not fit any more.
  function room(limit, message) {
    let left = limit;
    return (given) => {
      left -= given.length;
      if (left < 0) {
        throw exception(message);
      }
      return given;
    };
  }

  const kit = freeze({
    blobs,
    byteArray,
    byteString,
    complete,
    enumeration,
    exception,
    isBytes,
    isDate,
    lacking,
    memberOf,
    mismatch,
    overloads,
    room,
    service,
    text,
  });
  return kit;
})
