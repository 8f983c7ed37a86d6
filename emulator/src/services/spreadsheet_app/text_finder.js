// `TextFinder`: cells whose text matches, in a range, a sheet or a spreadsheet.
(function (host, kit, shared) {
  'use strict';
  const { addressOf, define, finish, refuse, simplify, take, Range } = shared;
  const RegExpOf = RegExp;
  const toString = () => 'TextFinder';
  let stateOf;

  class TextFinder {
    #state;
    toString = toString;

    constructor(ranges, text) {
      this.#state = { ranges, text, current: -1, start: null };
    }

    static {
      stateOf = (finder) => finder.#state;
    }
  }

  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
  const withoutMarks = (text) => text.normalize('NFD').replace(/\p{M}/gu, '');

  function pattern({ text, regular, wholeCell, matchCase, plain }) {
    const source = regular ? text : escaped(plain ? withoutMarks(text) : text);
    try {
      return new RegExpOf(wholeCell ? `^(?:${source})$` : source, matchCase ? 'g' : 'gi');
    } catch {
      return refuse(`Invalid regular expression: ${text}`);
    }
  }

  function texts(range, state) {
    const shown = state.inFormulas ? range.getFormulas() : range.getDisplayValues();
    return state.plain ? shown.map((row) => row.map(withoutMarks)) : shown;
  }

  // Every matching cell, row by row.
  function matches(state) {
    const found = [];
    const wanted = pattern(state);
    for (const range of state.ranges) {
      const [book, sheet, row, column] = addressOf(range);
      texts(range, state).forEach((line, y) =>
        line.forEach((text, x) => {
          wanted.lastIndex = 0;
          if (text !== '' && wanted.test(text)) {
            found.push(new Range(book, sheet, row + y, column + x, 1, 1));
          }
        }),
      );
    }
    return found;
  }

  // The place of the first match at or after a cell.
  function placeOf(found, start) {
    const [, sheet, row, column] = addressOf(start);
    const place = found.findIndex((range) => {
      const [, otherSheet, otherRow, otherColumn] = addressOf(range);
      return otherSheet === sheet && (otherRow > row || (otherRow === row && otherColumn >= column));
    });
    return place < 0 ? 0 : place;
  }

  function step(finder, by) {
    const state = stateOf(finder);
    const found = matches(state);
    if (state.start) {
      state.current = placeOf(found, state.start) - 1;
      state.start = null;
    }
    const next = state.current + by;
    if (next < 0 || next >= found.length) {
      state.match = null;
      return null;
    }
    state.current = next;
    state.match = found[next];
    return state.match;
  }

  function replace(range, state, replacement) {
    let count = 0;
    const [[text]] = texts(range, state);
    const wanted = pattern(state);
    const put = state.regular ? replacement : () => replacement;
    const written = text.replace(wanted, (...parts) => {
      count += 1;
      return typeof put === 'function' ? put() : expanded(put, parts);
    });
    if (count > 0) {
      host.fill([addressOf(range), written, simplify]);
    }
    return count;
  }

  // `$1` in the replacement of a regular expression is its first group.
  const expanded = (replacement, parts) => replacement.replace(/\$(\d)/g, (_, group) => parts[group] ?? '');

  const setting = (name, method) =>
    function (value) {
      take(`TextFinder.${method}`, arguments, 'b');
      stateOf(this)[name] = value;
      return this;
    };

  define(TextFinder, {
    matchCase: setting('matchCase', 'matchCase'),
    matchEntireCell: setting('wholeCell', 'matchEntireCell'),
    matchFormulaText: setting('inFormulas', 'matchFormulaText'),
    useRegularExpression: setting('regular', 'useRegularExpression'),
    ignoreDiacritics: setting('plain', 'ignoreDiacritics'),
    startFrom(range) {
      take('TextFinder.startFrom', arguments, 'R');
      stateOf(this).start = range;
      return this;
    },
    findAll() {
      return matches(stateOf(this));
    },
    findNext() {
      return step(this, 1);
    },
    findPrevious() {
      return step(this, -1);
    },
    getCurrentMatch() {
      return stateOf(this).match ?? null;
    },
    replaceWith(replacement) {
      take('TextFinder.replaceWith', arguments, 's');
      const state = stateOf(this);
      return state.match ? replace(state.match, state, replacement) : 0;
    },
    replaceAllWith(replacement) {
      take('TextFinder.replaceAllWith', arguments, 's');
      const state = stateOf(this);
      return matches(state).reduce((count, range) => count + replace(range, state, replacement), 0);
    },
  });
  finish(TextFinder, 'TextFinder');
  shared.textFinder = (ranges, text) => new TextFinder(ranges, text);
})
