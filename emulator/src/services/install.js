// Defines globals whose values are made when a script first reads one of them. `fakes` are pairs of a path and a
// function from JSON to JSON; they stand in place of what the services have.
(function (loadKit, fakes) {
  'use strict';
  const { defineProperty, getOwnPropertyDescriptor, hasOwn } = Object;
  const { parse, stringify } = JSON;
  let kit;

  const fakeOf = (call) => (...values) => parse(call(stringify(values)));

  function place(made, path, call) {
    let target = made;
    let name = path[0];
    for (let i = 1; i < path.length; i += 1) {
      if (!hasOwn(target, path[i - 1])) {
        target[path[i - 1]] = kit.complete(name, {});
      }
      target = target[path[i - 1]];
      name += `.${path[i]}`;
    }
    target[path[path.length - 1]] = fakeOf(call);
  }

  return function lazily(names, load) {
    const settle = (name, value) => {
      defineProperty(globalThis, name, { value, writable: true, enumerable: false, configurable: true });
    };
    const getters = new Map();
    const loadAll = () => {
      kit ??= loadKit();
      const made = load(kit);
      for (const [path, call] of fakes) {
        if (names.includes(path[0])) {
          place(made, path, call);
        }
      }
      for (const name of names) {
        if (getOwnPropertyDescriptor(globalThis, name)?.get === getters.get(name)) {
          settle(name, made[name]);
        }
      }
      return made;
    };
    for (const name of names) {
      getters.set(name, () => loadAll()[name]);
      defineProperty(globalThis, name, {
        get: getters.get(name),
        set: (value) => settle(name, value),
        enumerable: false,
        configurable: true,
      });
    }
  };
})
