// Defines globals whose values are made when a script first reads one of them.
(function (loadKit) {
  'use strict';
  const { defineProperty, getOwnPropertyDescriptor } = Object;
  let kit;

  return function lazily(names, load) {
    const settle = (name, value) => {
      defineProperty(globalThis, name, { value, writable: true, enumerable: false, configurable: true });
    };
    const getters = new Map();
    const loadAll = () => {
      kit ??= loadKit();
      const made = load(kit);
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
