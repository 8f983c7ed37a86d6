// `Date` on a clock in the script's time zone. The engine's own, in the zone of this machine, keeps the time and the
// calendar; a local date is read there as if it were Greenwich's.
(function (host, NativeDate, loadIntl) {
  'use strict';
  const { apply, construct } = Reflect;
  const { defineProperty } = Object;
  const { UTC } = NativeDate;
  const now = () => host.now();
  const native = { __proto__: null };
  for (const name of Object.getOwnPropertyNames(NativeDate.prototype)) {
    native[name] = NativeDate.prototype[name];
  }
  const { toWellFormed } = String.prototype;
  const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
  const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

  const timeOf = (date) => apply(native.getTime, date, []);
  const digits = (number, length) => {
    let text = `${number}`;
    while (text.length < length) {
      text = `0${text}`;
    }
    return text;
  };

  // A date whose parts in Greenwich are those of `time` here.
  const shifted = (time) => new NativeDate(time + host.offset(time));

  // The host reads texts as V8 does, which the engine's own parser does not.
  const parse = (value) => host.parse(apply(toWellFormed, `${value}`, []));

  const instant = (local) => (local === local ? host.instant(local) : NaN);

  function primitive(value) {
    if (typeof value !== 'object' && typeof value !== 'function') {
      return value;
    }
    if (value === null) {
      return 0;
    }
    const convert = value[Symbol.toPrimitive];
    if (convert !== undefined && convert !== null) {
      return apply(convert, value, ['default']);
    }
    const own = typeof value.valueOf === 'function' ? value.valueOf() : value;
    return typeof own === 'object' ? `${value}` : own;
  }

  function timeOfValue(value) {
    try {
      return timeOf(value);
    } catch {
      const plain = primitive(value);
      return typeof plain === 'string' ? parse(plain) : +plain;
    }
  }

  function timeOfArguments(given) {
    if (given.length === 0) {
      return now();
    }
    return given.length === 1 ? timeOfValue(given[0]) : instant(apply(UTC, undefined, given));
  }

  function Date(year, month, date, hours, minutes, seconds, ms) {
    if (new.target === undefined) {
      return whole(now());
    }
    return construct(NativeDate, [timeOfArguments(arguments)], new.target);
  }

  const dateText = (here) => {
    const year = apply(native.getUTCFullYear, here, []);
    const shown = year < 0 ? `-${digits(-year, 6)}` : digits(year, 4);
    const weekday = WEEKDAYS[apply(native.getUTCDay, here, [])];
    const month = MONTHS[apply(native.getUTCMonth, here, [])];
    return `${weekday} ${month} ${digits(apply(native.getUTCDate, here, []), 2)} ${shown}`;
  };
  const timeText = (here, time) => {
    const hour = digits(apply(native.getUTCHours, here, []), 2);
    const minute = digits(apply(native.getUTCMinutes, here, []), 2);
    const second = digits(apply(native.getUTCSeconds, here, []), 2);
    return `${hour}:${minute}:${second} GMT${host.digits(time)} (${host.longName(time)})`;
  };
  const whole = (time) => {
    if (time !== time) {
      return 'Invalid Date';
    }
    const here = shifted(time);
    return `${dateText(here)} ${timeText(here, time)}`;
  };

  const methods = {
    toString() {
      return whole(timeOf(this));
    },
    toDateString() {
      const time = timeOf(this);
      return time === time ? dateText(shifted(time)) : 'Invalid Date';
    },
    toTimeString() {
      const time = timeOf(this);
      return time === time ? timeText(shifted(time), time) : 'Invalid Date';
    },
    toLocaleString(locales, options) {
      return loadIntl().date(timeOf(this), locales, options, 'any', 'all');
    },
    toLocaleDateString(locales, options) {
      return loadIntl().date(timeOf(this), locales, options, 'date', 'date');
    },
    toLocaleTimeString(locales, options) {
      return loadIntl().date(timeOf(this), locales, options, 'time', 'time');
    },
    getTimezoneOffset() {
      const time = timeOf(this);
      return time === time ? 0 - host.offset(time) / 60000 : NaN;
    },
    getYear() {
      const time = timeOf(this);
      return time === time ? apply(native.getUTCFullYear, shifted(time), []) - 1900 : NaN;
    },
    setYear(year) {
      const number = +year;
      return this.setFullYear(number >= 0 && number <= 99 ? 1900 + Math.trunc(number) : number);
    },
  };
  for (const part of ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds']) {
    const getter = native[`getUTC${part}`];
    const get = `get${part}`;
    methods[get] = {
      [get]() {
        const time = timeOf(this);
        return time === time ? apply(getter, shifted(time), []) : NaN;
      },
    }[get];
    const setter = native[`setUTC${part}`];
    const set = `set${part}`;
    if (setter) {
      methods[set] = {
        [set](...given) {
          const time = timeOf(this);
          // A date that has no time gets one only with a year.
          const here = time === time ? shifted(time) : new NativeDate(part === 'FullYear' ? 0 : NaN);
          return apply(native.setTime, this, [instant(apply(setter, here, given))]);
        },
      }[set];
      define(methods[set], 'length', native[set].length);
    }
  }

  function define(object, name, value) {
    defineProperty(object, name, { __proto__: null, value, writable: name !== 'prototype', configurable: name !== 'prototype', enumerable: false });
  }
  for (const name of Object.keys(methods)) {
    define(NativeDate.prototype, name, methods[name]);
  }
  define(Date, 'prototype', NativeDate.prototype);
  define(NativeDate.prototype, 'constructor', Date);
  for (const [name, value] of Object.entries({ now, UTC, parse })) {
    define(Date, name, value);
  }
  return Date;
})
