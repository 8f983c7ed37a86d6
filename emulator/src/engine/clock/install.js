// Puts the script's clock in place of the engine's, and what it says in people's languages. Both are made when a script
// first asks for them.
(function (host, load) {
  'use strict';
  const { defineProperty, getOwnPropertyDescriptor } = Object;
  const NativeDate = Date;
  let intl;
  let clock;

  const define = (object, name, value) => {
    defineProperty(object, name, { __proto__: null, value, writable: true, enumerable: false, configurable: true });
  };
  const loadIntl = () => {
    // The clock first, since what writes dates reads them from it.
    loadClock();
    intl ??= load('intl.js')(host, load('locales.js'), NativeDate);
    return intl;
  };
  function loadClock() {
    clock ??= load('date.js')(host, NativeDate, loadIntl);
    return clock;
  }
  const lazily = (name, make) => {
    const get = () => {
      const value = make();
      if (getOwnPropertyDescriptor(globalThis, name)?.get === get) {
        define(globalThis, name, value);
      }
      return value;
    };
    const set = (value) => define(globalThis, name, value);
    defineProperty(globalThis, name, { __proto__: null, get, set, enumerable: false, configurable: true });
  };
  lazily('Date', loadClock);
  lazily('Intl', () => loadIntl().Intl);

  const methods = {
    toLocaleString(locales, options) {
      return loadIntl().number(typeof this === 'object' ? this.valueOf() : this, locales, options);
    },
    localeCompare(that, locales, options) {
      if (this === null || this === undefined) {
        throw new TypeError('String.prototype.localeCompare called on null or undefined');
      }
      return loadIntl().compare(`${this}`, `${that}`, locales, options);
    },
  };
  define(Number.prototype, 'toLocaleString', methods.toLocaleString);
  define(BigInt.prototype, 'toLocaleString', methods.toLocaleString);
  define(String.prototype, 'localeCompare', methods.localeCompare);
  define(Array.prototype, 'toLocaleString', {
    toLocaleString(locales, options) {
      let text = '';
      for (let i = 0; i < this.length; i += 1) {
        const element = this[i];
        const shown = element === null || element === undefined ? '' : element.toLocaleString(locales, options);
        text += i === 0 ? shown : `,${shown}`;
      }
      return text;
    },
  }.toLocaleString);
})
