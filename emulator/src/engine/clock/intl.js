// `Intl`, as far as scripts commonly use it: dates, numbers, plurals and order in the languages of `locales.js`.
(function (host, LOCALES, NativeDate) {
  'use strict';
  const { apply } = Reflect;
  const { hasOwn, defineProperty } = Object;
  const utc = (part) => NativeDate.prototype[`getUTC${part}`];
  const part = (name) => {
    const read = utc(name);
    return (here) => apply(read, here, []);
  };
  const [year, month, day, weekday] = ['FullYear', 'Month', 'Date', 'Day'].map(part);
  const [hours, minutes, seconds, milliseconds] = ['Hours', 'Minutes', 'Seconds', 'Milliseconds'].map(part);

  // Locales.

  // A language of five letters or more is nobody's: it stands for what Apps Script runs in, as `default` does.
  const TAG = /^(?:[a-z]{2,3}|[a-z]{5,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-[a-z0-9]{1,8})*$/i;
  function canonical(tag) {
    if (typeof tag !== 'string' && typeof tag !== 'object') {
      throw new TypeError('Incorrect locale information provided');
    }
    const text = `${tag}`;
    if (!TAG.test(text)) {
      throw new RangeError(`Incorrect locale information provided`);
    }
    let isExtension = false;
    return text
      .split('-')
      .map((word, place) => {
        isExtension ||= word.length === 1;
        if (place === 0 || isExtension) return word.toLowerCase();
        if (word.length === 4) return word[0].toUpperCase() + word.slice(1).toLowerCase();
        return word.length === 2 ? word.toUpperCase() : word.toLowerCase();
      })
      .join('-');
  }
  function canonicalList(locales) {
    if (locales === undefined) return [];
    return (typeof locales === 'string' ? [locales] : Array.from(locales)).map(canonical);
  }
  function find(tag) {
    const known = LOCALES[tag] ?? LOCALES[tag.split('-')[0]];
    return known?.base ? { ...LOCALES[known.base], ...known } : known;
  }
  // What the emulator does in another way than Apps Script: said once in a run's log.
  const warned = new Set();
  function warn(message) {
    if (!warned.has(message)) {
      warned.add(message);
      host.warn(message);
    }
  }
  // The first that is known, else what Apps Script runs in.
  function choose(locales) {
    for (const tag of canonicalList(locales)) {
      const bare = tag.replace(/-u-.*$/, '');
      if (find(bare)) return { tag: bare, data: find(bare) };
      if (bare.split('-')[0].length < 5) {
        warn(`The emulator does not know the locale ${bare}: it writes and sorts as in another one, en-US unless you name others.`);
      }
    }
    return { tag: 'en-US', data: LOCALES['en-US'] };
  }

  // Options that V8 obeys and the emulator does not.
  function readOptions(given, constructor, known) {
    const options = given === undefined ? {} : Object(given);
    for (const name of Object.keys(options)) {
      if (options[name] !== undefined && !known.includes(name)) {
        warn(`The emulator's Intl.${constructor} does not know the option ${name}, and leaves it out.`);
      }
    }
    return options;
  }

  function option(options, name, allowed, fallback) {
    const value = options[name];
    if (value === undefined) return fallback;
    const text = `${value}`;
    if (allowed && !allowed.includes(text)) {
      throw new RangeError(`Value ${text} out of range for Intl options property ${name}`);
    }
    return text;
  }
  function count(options, name, low, high, fallback) {
    if (options[name] === undefined) return fallback;
    const value = Number(options[name]);
    if (!(value >= low && value <= high)) throw new RangeError(`${name} value is out of range.`);
    return Math.floor(value);
  }

  // Dates.

  const TEXT = ['narrow', 'short', 'long'];
  const DIGITS = ['2-digit', 'numeric'];
  const FIELDS = {
    weekday: TEXT,
    era: TEXT,
    year: DIGITS,
    month: [...DIGITS, ...TEXT],
    day: DIGITS,
    hour: DIGITS,
    minute: DIGITS,
    second: DIGITS,
    timeZoneName: ['short', 'long', 'shortOffset', 'longOffset', 'shortGeneric', 'longGeneric'],
  };
  const DATE_OPTIONS = [
    ...Object.keys(FIELDS).filter((name) => name !== 'era'),
    'fractionalSecondDigits', 'dateStyle', 'timeStyle', 'hourCycle', 'hour12', 'timeZone', 'localeMatcher', 'formatMatcher',
  ];
  const STYLES = ['full', 'long', 'medium', 'short'];

  function dateSettings(locales, given, required, defaults) {
    const options = readOptions(given, 'DateTimeFormat', DATE_OPTIONS);
    const { tag, data } = choose(locales);
    const set = { tag, data, timeZone: host.timeZone };
    if (options.timeZone !== undefined) {
      set.timeZone = host.zone(`${options.timeZone}`);
      if (set.timeZone === '') throw new RangeError(`Invalid time zone specified: ${options.timeZone}`);
    }
    for (const name of Object.keys(FIELDS)) set[name] = option(options, name, FIELDS[name]);
    set.fraction = count(options, 'fractionalSecondDigits', 1, 3, undefined);
    set.dateStyle = option(options, 'dateStyle', STYLES);
    set.timeStyle = option(options, 'timeStyle', STYLES);
    const cycle = option(options, 'hourCycle', ['h11', 'h12', 'h23', 'h24']);
    set.hour12 = options.hour12 !== undefined ? Boolean(options.hour12) : cycle ? cycle === 'h11' || cycle === 'h12' : data.hour12;
    const dateFields = set.weekday || set.year || set.month || set.day;
    const timeFields = set.hour || set.minute || set.second || set.fraction;
    const isStyled = set.dateStyle || set.timeStyle;
    const isAsked =
      (required !== 'time' && dateFields) || (required !== 'date' && timeFields) || isStyled;
    if (!isAsked) {
      if (defaults !== 'time') set.year = set.month = set.day = 'numeric';
      if (defaults !== 'date') set.hour = set.minute = set.second = 'numeric';
    }
    return set;
  }

  // Reads a pattern: parts by letter, and text as it stands.
  function fill(pattern, values) {
    const parts = [];
    const text = (value) => {
      const last = parts[parts.length - 1];
      if (last?.type === 'literal') last.value += value;
      else parts.push({ type: 'literal', value });
    };
    for (let i = 0; i < pattern.length; i += 1) {
      const letter = pattern[i];
      if (letter === "'") {
        const end = pattern.indexOf("'", i + 1);
        text(pattern.slice(i + 1, end));
        i = end;
      } else if (hasOwn(values, letter)) {
        const isDouble = pattern[i + 1] === letter;
        i += isDouble ? 1 : 0;
        parts.push(values[letter](isDouble));
      } else {
        text(letter);
      }
    }
    return parts;
  }
  function combine(pattern, ...lists) {
    const parts = [];
    for (const piece of pattern.split(/(\{\d\})/)) {
      if (/^\{\d\}$/.test(piece)) parts.push(...lists[piece[1]]);
      else if (piece !== '') parts.push({ type: 'literal', value: piece });
    }
    return parts;
  }

  const two = (number) => `${number}`.padStart(2, '0');
  function dateValues(set, here, width) {
    const { data } = set;
    return {
      y: (isDouble) => {
        const shown = isDouble || width.year === '2-digit' ? two(((year(here) % 100) + 100) % 100) : `${year(here)}`;
        return { type: 'year', value: shown };
      },
      M: (isDouble) => {
        if (width.month === 'long') return { type: 'month', value: data.months[month(here)] };
        if (width.month === 'short') return { type: 'month', value: data.monthsShort[month(here)] };
        if (width.month === 'narrow') return { type: 'month', value: data.months[month(here)][0].toUpperCase() };
        const number = month(here) + 1;
        return { type: 'month', value: isDouble || width.month === '2-digit' ? two(number) : `${number}` };
      },
      d: (isDouble) => ({
        type: 'day',
        value: isDouble || width.day === '2-digit' ? two(day(here)) : `${day(here)}`,
      }),
      E: () => ({ type: 'weekday', value: weekdayText(data, here, width) }),
    };
  }
  function weekdayText(data, here, width) {
    if (width.weekday === 'long') return data.weekdays[weekday(here)];
    if (width.weekday === 'narrow') return data.weekdays[weekday(here)][0].toUpperCase();
    return data.weekdaysShort[weekday(here)];
  }

  function dateParts(set, here) {
    const { data } = set;
    if (set.dateStyle) {
      const width = { full: 'long', long: 'long', medium: 'short' }[set.dateStyle];
      return fill(data.styles[set.dateStyle], dateValues(set, here, { month: width, weekday: 'long' }));
    }
    const isText = TEXT.includes(set.month);
    const values = dateValues(set, here, set);
    const fields = (set.year ? 'y' : '') + (set.month ? 'M' : '') + (set.day ? 'd' : '');
    const patterns = isText ? (set.month === 'long' && data.textLong) || data.text : data.numeric;
    const pattern = patterns[fields] ?? fields.split('').join(' ');
    const parts = fill(pattern, values);
    if (!set.weekday) return parts;
    if (fields === '') return [values.E()];
    if (data.weekdaysInDate && set.weekday === 'short') {
      return [{ type: 'weekday', value: data.weekdaysInDate[weekday(here)].replace(',', '') }, { type: 'literal', value: ', ' }, ...parts];
    }
    const frame = isText ? data.weekday : data.weekdayNumeric;
    return frame.split('{0}').flatMap((piece, place) => [...(place > 0 ? parts : []), ...fill(piece, values)]);
  }

  function timeParts(set, here, time) {
    const { data } = set;
    const style = set.timeStyle;
    const hour = style ? 'numeric' : set.hour;
    const minute = style ? '2-digit' : set.minute;
    const second = style ? style !== 'short' && '2-digit' : set.second;
    const parts = [];
    const push = (type, value, before) => {
      if (parts.length > 0) parts.push({ type: 'literal', value: before });
      parts.push({ type, value });
    };
    if (hour) {
      const number = set.hour12 ? (hours(here) + 11) % 12 + 1 : hours(here);
      const isDouble = hour === '2-digit' || (!set.hour12 && !data.plainHour);
      push('hour', isDouble ? two(number) : `${number}`);
    }
    if (minute) push('minute', hour || second || minute === '2-digit' ? two(minutes(here)) : `${minutes(here)}`, ':');
    if (second) push('second', minute || second === '2-digit' ? two(seconds(here)) : `${seconds(here)}`, ':');
    if (set.fraction) push('fractionalSecond', `${milliseconds(here)}`.padStart(3, '0').slice(0, set.fraction), second ? '.' : '');
    let all = hour && !minute && !set.hour12 ? combine(data.hour, parts) : parts;
    if (hour && set.hour12) {
      all = [...parts, { type: 'literal', value: ' ' }, { type: 'dayPeriod', value: data.halves[hours(here) < 12 ? 0 : 1] }];
    }
    const zone = set.timeZoneName ?? { full: 'long', long: 'short' }[style];
    if (zone) {
      const name = { type: 'timeZoneName', value: host.zoneName(set.timeZone, time, zone, set.tag) };
      all = all.length > 0 ? [...all, { type: 'literal', value: ' ' }, name] : [name];
    }
    return all;
  }

  function partsOf(set, time) {
    if (!(Math.abs(time) <= 8.64e15)) throw new RangeError('Invalid time value');
    const here = new NativeDate(time + host.offsetIn(set.timeZone, time));
    const hasDate = set.dateStyle || set.weekday || set.year || set.month || set.day;
    const hasTime = set.timeStyle || set.hour || set.minute || set.second || set.fraction || set.timeZoneName;
    if (!hasTime) return dateParts(set, here);
    if (!hasDate) return timeParts(set, here, time);
    const isLong = set.dateStyle === 'full' || set.dateStyle === 'long';
    return combine(isLong ? set.data.joinLong : set.data.join, dateParts(set, here), timeParts(set, here, time));
  }
  const textOf = (parts) => parts.map((one) => one.value).join('');

  class DateTimeFormat {
    constructor(locales, options) {
      const set = dateSettings(locales, options, 'any', 'date');
      hidden(this, 'format', (date) => textOf(partsOf(set, timeOf(date))));
      hidden(this, 'formatToParts', (date) => partsOf(set, timeOf(date)));
      hidden(this, 'formatRange', (from, to) => `${this.format(from)} – ${this.format(to)}`);
      hidden(this, 'resolvedOptions', () => {
        const shown = { locale: set.tag, calendar: 'gregory', numberingSystem: 'latn', timeZone: set.timeZone };
        if (set.hour || set.timeStyle) Object.assign(shown, { hourCycle: set.hour12 ? 'h12' : 'h23', hour12: set.hour12 });
        for (const name of [...Object.keys(FIELDS), 'dateStyle', 'timeStyle']) {
          if (set[name] !== undefined) shown[name] = set[name];
        }
        return shown;
      });
    }
  }
  function timeOf(date) {
    return date === undefined ? host.now() : Number(date);
  }
  function hidden(object, name, value) {
    defineProperty(object, name, { __proto__: null, value, writable: true, enumerable: false, configurable: true });
  }

  // Numbers.

  // The digits of the shortest decimal that is this number, rounded half away from zero.
  function rounded(value, least, most) {
    let [digits, exponent] = value.toExponential().split('e');
    const point = Number(exponent) + 1;
    digits = digits.replace('.', '');
    const keep = point + most;
    if (keep < 0) {
      digits = '0'.repeat(Math.max(point, 1) + most);
      return finish(digits, 1, least, most);
    }
    const roundsUp = digits.length > keep && digits[keep] >= '5';
    let kept = digits.slice(0, keep).padEnd(keep, '0');
    let place = point;
    if (roundsUp) {
      const up = (BigInt(kept || '0') + 1n).toString().padStart(kept.length, '0');
      place += up.length - kept.length;
      kept = up;
    }
    return finish(kept, place, least, most);
  }
  function finish(digits, point, least, most) {
    const all = point <= 0 ? '0'.repeat(1 - point) + digits : digits;
    const at = Math.max(point, 1);
    let fraction = all.slice(at, at + most);
    while (fraction.length > least && fraction.endsWith('0')) fraction = fraction.slice(0, -1);
    return [all.slice(0, at) || '0', fraction];
  }

  const CURRENCY_DIGITS = { JPY: 0, KRW: 0, VND: 0, CLP: 0, ISK: 0, PYG: 0, UGX: 0, BHD: 3, KWD: 3, JOD: 3, OMR: 3, TND: 3 };
  const SYMBOLS = {
    USD: '$', EUR: '€', GBP: '£', JPY: '¥', INR: '₹', CNY: 'CN¥', KRW: '₩', BRL: 'R$', CAD: 'CA$', AUD: 'A$', MXN: 'MX$',
    NZD: 'NZ$', ILS: '₪', VND: '₫', HKD: 'HK$', TWD: 'NT$', PHP: '₱',
  };
  const COMPACT = [[1e12, 'T'], [1e9, 'B'], [1e6, 'M'], [1e3, 'K']];

  const NUMBER_OPTIONS = [
    'style', 'currency', 'currencyDisplay', 'notation', 'minimumFractionDigits', 'maximumFractionDigits', 'signDisplay',
    'minimumIntegerDigits', 'minimumSignificantDigits', 'maximumSignificantDigits', 'useGrouping', 'localeMatcher',
  ];
  // What is asked for by a known option, and written in another way than V8 does.
  function warnOfNumbers(options, tag) {
    if (options.style === 'unit') warn(`The emulator's Intl.NumberFormat does not know how units are written: it writes "${options.unit}".`);
    if (options.currencyDisplay === 'name') warn("The emulator's Intl.NumberFormat does not know the names of currencies.");
    if (options.notation === 'scientific' || options.notation === 'engineering') {
      warn(`The emulator's Intl.NumberFormat does not know the notation ${options.notation}.`);
    }
    if (options.notation === 'compact' && !tag.startsWith('en')) {
      warn(`The emulator's Intl.NumberFormat writes compact numbers as in English, in ${tag} too.`);
    }
  }

  function numberSettings(locales, given) {
    const options = readOptions(given, 'NumberFormat', [...NUMBER_OPTIONS, ...(Object(given).style === 'unit' ? ['unit'] : [])]);
    const { tag, data } = choose(locales);
    warnOfNumbers(options, tag);
    const style = option(options, 'style', ['decimal', 'percent', 'currency', 'unit'], 'decimal');
    const currency = option(options, 'currency')?.toUpperCase();
    if (style === 'currency' && currency === undefined) throw new TypeError('Currency code is required with currency style.');
    if (currency !== undefined && !/^[A-Z]{3}$/.test(currency)) throw new RangeError(`Invalid currency code : ${options.currency}`);
    const notation = option(options, 'notation', ['standard', 'scientific', 'engineering', 'compact'], 'standard');
    const ofCurrency = CURRENCY_DIGITS[currency] ?? 2;
    const low = style === 'currency' ? ofCurrency : 0;
    const high = style === 'currency' ? ofCurrency : style === 'percent' || notation === 'compact' ? 0 : 3;
    let least = count(options, 'minimumFractionDigits', 0, 100, undefined);
    let most = count(options, 'maximumFractionDigits', 0, 100, undefined);
    if (least !== undefined && most !== undefined && least > most) throw new RangeError('maximumFractionDigits value is out of range.');
    least ??= Math.min(low, most ?? low);
    most ??= Math.max(high, least);
    const grouping = options.useGrouping;
    return {
      tag, data, style, currency, notation, least, most,
      hasFractionOptions: options.minimumFractionDigits !== undefined || options.maximumFractionDigits !== undefined,
      unit: option(options, 'unit'),
      display: option(options, 'currencyDisplay', ['symbol', 'narrowSymbol', 'code', 'name'], 'symbol'),
      sign: option(options, 'signDisplay', ['auto', 'always', 'never', 'exceptZero', 'negative'], 'auto'),
      integers: count(options, 'minimumIntegerDigits', 1, 21, 1),
      leastSignificant: count(options, 'minimumSignificantDigits', 1, 21, undefined),
      mostSignificant: count(options, 'maximumSignificantDigits', 1, 21, undefined),
      grouped: grouping === undefined ? true : grouping !== false && grouping !== 'false',
    };
  }

  function grouped(set, integer) {
    const { group, lakh, minimumGrouping } = set.data;
    if (!set.grouped || integer.length < 3 + minimumGrouping) return [{ type: 'integer', value: integer }];
    const pieces = [integer.slice(-3)];
    for (let end = integer.length - 3; end > 0; end -= lakh ? 2 : 3) {
      pieces.unshift(integer.slice(Math.max(0, end - (lakh ? 2 : 3)), end));
    }
    return pieces.flatMap((value, place) => [...(place > 0 ? [{ type: 'group', value: group }] : []), { type: 'integer', value }]);
  }

  function digitsOf(set, size) {
    if (set.mostSignificant === undefined && set.leastSignificant === undefined) return rounded(size, set.least, set.most);
    const exponent = size === 0 ? 0 : Number(size.toExponential().split('e')[1]);
    const most = Math.max(0, (set.mostSignificant ?? 21) - 1 - exponent);
    const least = Math.max(0, (set.leastSignificant ?? 1) - 1 - exponent);
    const exact = set.mostSignificant === undefined ? size : Number(size.toPrecision(set.mostSignificant));
    return rounded(exact, Math.min(least, most), most);
  }

  function bodyParts(set, size) {
    if (size === Infinity) return [{ type: 'infinity', value: '∞' }];
    let suffix = '';
    let scaled = set.style === 'percent' ? Number(`${size}e2`) || size * 100 : size;
    let used = set;
    if (set.notation === 'compact') {
      const unit = COMPACT.find(([least]) => scaled >= least);
      if (unit) {
        scaled /= unit[0];
        suffix = unit[1];
      }
      if (!set.hasFractionOptions) used = { ...set, least: 0, most: scaled < 100 && scaled !== Math.floor(scaled) && scaled < 10 ? 1 : 0 };
    }
    const [integer, fraction] = digitsOf(used, scaled);
    const parts = grouped(set, integer.replace(/^0+(?=\d)/, '').padStart(set.integers, '0'));
    if (fraction !== '') parts.push({ type: 'decimal', value: set.data.decimal }, { type: 'fraction', value: fraction });
    if (suffix) parts.push({ type: 'compact', value: suffix });
    return parts;
  }

  function currencySymbol(set) {
    if (set.display === 'code') return set.currency;
    return set.data.symbols[set.currency] ?? SYMBOLS[set.currency] ?? set.currency;
  }

  function numberParts(set, value) {
    if (value !== value) return [{ type: 'nan', value: 'NaN' }];
    const isNegative = value < 0 || Object.is(value, -0);
    const body = bodyParts(set, Math.abs(value));
    const isZero = body.every((one) => !/[1-9∞]/.test(one.value));
    let parts = body;
    const sign = signOf(set, isNegative, isZero);
    const signed = sign === '' ? [] : [{ type: sign === '-' ? 'minusSign' : 'plusSign', value: sign }];
    if (set.style === 'percent') parts = framed(set.data.percent, body, { '%': { type: 'percentSign', value: '%' } });
    if (set.style === 'unit' && set.unit) parts = [...body, { type: 'literal', value: ' ' }, { type: 'unit', value: set.unit }];
    if (set.style === 'currency') {
      const symbol = currencySymbol(set);
      const value = { type: 'currency', value: symbol };
      // What ends in a letter stands apart from the digits.
      const pattern = /[A-Z]$/i.test(symbol) ? set.data.currency.replace('¤#', '¤\u00a0#') : set.data.currency;
      return set.data.minusInside
        ? framed(pattern, [...signed, ...body], { '¤': value })
        : [...signed, ...framed(pattern, body, { '¤': value })];
    }
    return [...signed, ...parts];
  }
  function signOf(set, isNegative, isZero) {
    if (set.sign === 'never') return '';
    if (isNegative) return isZero && (set.sign === 'exceptZero' || set.sign === 'negative') ? '' : '-';
    return set.sign === 'always' || (set.sign === 'exceptZero' && !isZero) ? '+' : '';
  }
  function framed(pattern, body, symbols) {
    return [...pattern].flatMap((letter) => (letter === '#' ? body : [symbols[letter] ?? { type: 'literal', value: letter }]));
  }

  function formatNumber(set, value) {
    if (typeof value === 'bigint') {
      const sign = value < 0n ? '-' : '';
      return sign + textOf(grouped(set, `${value < 0n ? -value : value}`));
    }
    return textOf(numberParts(set, Number(value)));
  }

  class NumberFormat {
    constructor(locales, options) {
      const set = numberSettings(locales, options);
      hidden(this, 'format', (value) => formatNumber(set, value));
      hidden(this, 'formatToParts', (value) => numberParts(set, Number(value)));
      hidden(this, 'resolvedOptions', () => {
        const shown = { locale: set.tag, numberingSystem: 'latn', style: set.style };
        if (set.style === 'currency') Object.assign(shown, { currency: set.currency, currencyDisplay: set.display });
        return {
          ...shown,
          minimumIntegerDigits: set.integers,
          minimumFractionDigits: set.least,
          maximumFractionDigits: set.most,
          useGrouping: set.grouped ? 'auto' : false,
          notation: set.notation,
          signDisplay: set.sign,
        };
      });
    }
  }

  // Order and plurals.

  const { toWellFormed } = String.prototype;

  // What the host makes a collator of. Numbers and capitals may be named by the locale too: `de-u-kn-true`.
  function collation(locales, given) {
    const options = readOptions(given, 'Collator', COLLATOR_OPTIONS);
    const tag = canonicalList(locales).find((wanted) => wanted.split('-')[0].length < 5) ?? 'en-US';
    const sensitivity = option(options, 'sensitivity', ['base', 'accent', 'case', 'variant'], 'variant');
    const caseFirst = option(options, 'caseFirst', ['upper', 'lower', 'false'], 'false');
    const numeric = Boolean(options.numeric);
    const ignorePunctuation = Boolean(options.ignorePunctuation);
    const wanted = `${tag} ${sensitivity} ${caseFirst}${numeric ? ' numeric' : ''}${ignorePunctuation ? ' ignorePunctuation' : ''}`;
    return { tag: tag.replace(/-u-.*$/, ''), wanted, sensitivity, caseFirst, numeric, ignorePunctuation };
  }
  // Half a surrogate pair cannot leave the engine.
  const collate = (set, one, other) =>
    host.collate(set.wanted, apply(toWellFormed, one, []), apply(toWellFormed, other, []));
  const COLLATOR_OPTIONS = ['sensitivity', 'numeric', 'caseFirst', 'ignorePunctuation', 'usage', 'localeMatcher'];
  class Collator {
    constructor(locales, options) {
      const set = collation(locales, options);
      hidden(this, 'compare', (one, other) => collate(set, `${one}`, `${other}`));
      hidden(this, 'resolvedOptions', () => ({
        locale: set.tag, usage: 'sort', sensitivity: set.sensitivity, ignorePunctuation: set.ignorePunctuation, collation: 'default', numeric: set.numeric, caseFirst: set.caseFirst,
      }));
    }
  }

  function plural(language, isOrdinal, value) {
    const size = Math.abs(value);
    if (language === 'ja') return 'other';
    if (isOrdinal) {
      if (language !== 'en') return language === 'fr' && size === 1 ? 'one' : 'other';
      const [last, lastTwo] = [size % 10, size % 100];
      const name = { 1: 'one', 2: 'two', 3: 'few' }[last];
      return name && (lastTwo < 11 || lastTwo > 13) ? name : 'other';
    }
    const isOne = language === 'fr' || language === 'pt' ? Math.floor(size) <= 1 : size === 1;
    return isOne ? 'one' : 'other';
  }
  class PluralRules {
    constructor(locales, options) {
      const { tag } = choose(locales);
      const type = option(options === undefined ? {} : Object(options), 'type', ['cardinal', 'ordinal'], 'cardinal');
      hidden(this, 'select', (value) => plural(tag.split('-')[0], type === 'ordinal', Number(value)));
      hidden(this, 'resolvedOptions', () => ({ locale: tag, type }));
    }
  }

  // A constructor that works without `new` too, as some of these do.
  function callable(Class) {
    const made = {
      [Class.name]: function (locales, options) {
        return new Class(locales, options);
      },
    }[Class.name];
    defineProperty(made, 'prototype', { __proto__: null, value: Class.prototype, writable: false });
    hidden(Class.prototype, 'constructor', made);
    hidden(made, 'supportedLocalesOf', (locales) => canonicalList(locales).filter((tag) => find(tag) !== undefined));
    hidden(Class.prototype, Symbol.toStringTag, `Intl.${Class.name}`);
    return made;
  }
  const Intl = {};
  for (const Class of [DateTimeFormat, NumberFormat, Collator, PluralRules]) hidden(Intl, Class.name, callable(Class));
  // What V8 has and the emulator lacks says so as soon as it is used.
  for (const name of ['DisplayNames', 'ListFormat', 'Locale', 'RelativeTimeFormat', 'Segmenter']) {
    const lacking = () => {
      throw new Error(`Intl.${name} is not part of the emulator.`);
    };
    const made = {
      [name]: function () {
        lacking();
      },
    }[name];
    hidden(made, 'supportedLocalesOf', lacking);
    hidden(Intl, name, made);
  }
  hidden(Intl, 'supportedValuesOf', () => {
    throw new Error('Intl.supportedValuesOf is not part of the emulator.');
  });
  hidden(Intl, 'getCanonicalLocales', (locales) => [...new Set(canonicalList(locales))]);
  defineProperty(Intl, Symbol.toStringTag, { __proto__: null, value: 'Intl', configurable: true });

  return {
    Intl,
    date(time, locales, options, required, defaults) {
      const set = dateSettings(locales, options, required, defaults);
      return time === time ? textOf(partsOf(set, time)) : 'Invalid Date';
    },
    number: (value, locales, options) => formatNumber(numberSettings(locales, options), value),
    compare: (one, other, locales, options) => collate(collation(locales, options), one, other),
  };
})
