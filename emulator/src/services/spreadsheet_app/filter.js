// `Filter`: the one of a sheet. It sorts; what it would hide stays to be seen.
(function (host, kit, shared) {
  'use strict';
  const { addressOf, define, finish, refuse, sortKeys, take, Range } = shared;
  const toString = () => 'Filter';
  let placeOf;

  class Filter {
    #place;
    toString = toString;

    // The spreadsheet's ID and the sheet's.
    constructor(place) {
      this.#place = place;
    }

    static {
      placeOf = (filter) => filter.#place;
    }
  }

  const kept = (place) => host.trait([place, 'filter']);

  define(Filter, {
    getRange() {
      const range = kept(placeOf(this)) ?? refuse('The filter was removed.');
      return new Range(...placeOf(this), ...JSON.parse(range));
    },
    remove() {
      host.setTrait([placeOf(this), 'filter', null]);
    },
    sort(column, ascending) {
      take('Filter.sort', arguments, 'nb');
      const [book, sheet, row, first, rows, columns] = addressOf(this.getRange());
      if (rows > 1) {
        const keys = sortKeys({ column, ascending }, first, columns, 'Filter.sort');
        host.sort([[book, sheet, row + 1, first, rows - 1, columns], keys]);
      }
      return this;
    },
  });
  finish(Filter, 'Filter');

  shared.filterOf = (place) => (kept(place) ? new Filter(place) : null);

  define(Range, {
    createFilter() {
      const [book, sheet, ...area] = addressOf(this);
      if (kept([book, sheet])) {
        refuse("You can't create a filter in a sheet that already has a filter.");
      }
      host.setTrait([[book, sheet], 'filter', JSON.stringify(area)]);
      return new Filter([book, sheet]);
    },
    getFilter() {
      const [book, sheet] = addressOf(this);
      return shared.filterOf([book, sheet]);
    },
    trimWhitespace() {
      const formulas = this.getFormulas();
      for (const [y, row] of this.getValues().entries()) {
        for (const [x, value] of row.entries()) {
          const trimmed = typeof value === 'string' ? value.trim().replace(/\s+/g, ' ') : value;
          if (trimmed !== value && formulas[y][x] === '') {
            // The apostrophe keeps a text of digits a text.
            this.getCell(y + 1, x + 1).setValue(`'${trimmed}`);
          }
        }
      }
      return this;
    },
  });
  finish(Range, 'Range');
})
