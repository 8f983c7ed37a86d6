(function (emit, stamp) {
  'use strict';
  const { stringify } = JSON;
  const StringOf = String;
  const apply = Reflect.apply;
  const { replace } = String.prototype;
  const { join, map, slice } = Array.prototype;

  function show(value) {
    if (typeof value !== 'object' || value === null) {
      return StringOf(value);
    }
    if (value instanceof Error) {
      return StringOf(value.stack ? `${value}\n${value.stack}` : value);
    }
    try {
      return stringify(value);
    } catch {
      return StringOf(value);
    }
  }

  function format(values) {
    let next = 1;
    if (typeof values[0] !== 'string') {
      return apply(join, apply(map, values, [show]), [' ']);
    }
    const fill = (place) => (place === '%%' ? '%' : next < values.length ? show(values[next++]) : place);
    const text = apply(replace, values[0], [/%[sdifoOj%]/g, fill]);
    const rest = apply(join, apply(map, apply(slice, values, [next]), [show]), [' ']);
    return rest === '' ? text : `${text} ${rest}`;
  }

  const timers = new Map();
  const level = (name) => (...values) => {
    emit(name, format(values));
  };
  const define = (name, value) =>
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });

  define('console', {
    log: level('debug'),
    debug: level('debug'),
    info: level('info'),
    warn: level('warn'),
    error: level('error'),
    time: (label = 'default') => {
      timers.set(label, Date.now());
    },
    timeEnd: (label = 'default') => {
      if (timers.has(label)) {
        emit('debug', `${label}: ${Date.now() - timers.get(label)}ms`);
        timers.delete(label);
      }
    },
  });

  let written = [];
  const Logger = {
    log: (...values) => {
      const text = format(values);
      written.push(`${stamp()} INFO: ${text}\n`);
      emit('info', text);
      return Logger;
    },
    getLog: () => written.join(''),
    clear: () => {
      written = [];
    },
  };
  define('Logger', Logger);
})
