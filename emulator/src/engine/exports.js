// Collects what a library shows to those who include it: its functions and variables, but not those that end in `_`,
// and not what `let`, `const` and `class` declare.
(function () {
  'use strict';
  const { defineProperty, getOwnPropertyNames } = Object;
  const before = getOwnPropertyNames(globalThis);

  return function collect() {
    const shown = {};
    const names = getOwnPropertyNames(globalThis);
    for (let i = 0; i < names.length; i += 1) {
      const name = names[i];
      let isOwn = name[name.length - 1] !== '_';
      for (let j = 0; isOwn && j < before.length; j += 1) {
        isOwn = before[j] !== name;
      }
      if (isOwn) {
        defineProperty(shown, name, {
          __proto__: null,
          get: () => globalThis[name],
          set: (value) => {
            globalThis[name] = value;
          },
          enumerable: true,
          configurable: true,
        });
      }
    }
    return shown;
  };
})()
