// `Range`: cells, their values and where they are.
(function (host, kit, shared) {
  'use strict';
  const { define, newDate, refuse, simplify, take, whole } = shared;
  const { isArray } = Array;
  const { random, floor } = Math;
  const toString = () => 'Range';
  let addressOf;

  class Range {
    #address;
    toString = toString;

    // The spreadsheet's ID, the sheet's, row, column, rows and columns.
    constructor(...address) {
      this.#address = address;
    }

    static {
      addressOf = (range) => range.#address;
    }
  }

  // Checks where a range would be, in Google's order and words.
  function rangeAt(book, sheet, row, column, rows, columns) {
    [row, column, rows, columns] = [whole(row), whole(column), whole(rows), whole(columns)];
    if (row < 1) {
      refuse('The starting row of the range is too small.');
    }
    if (column < 1) {
      refuse('The starting column of the range is too small.');
    }
    if (rows < 1) {
      refuse('The number of rows in the range must be at least 1.');
    }
    if (columns < 1) {
      refuse('The number of columns in the range must be at least 1.');
    }
    const address = [book, sheet, row, column, rows, columns];
    host.area([address]);
    return new Range(...address);
  }

  // A grid of the range's own size.
  function checkSize(range, grid) {
    const [, , , , rows, columns] = addressOf(range);
    if (grid.length !== rows) {
      refuse(
        'The number of rows in the data does not match the number of rows in the range. ' +
          `The data has ${grid.length} but the range has ${rows}.`,
      );
    }
    const odd = grid.find((row) => row.length !== columns);
    if (odd) {
      refuse(
        'The number of columns in the data does not match the number of columns in the range. ' +
          `The data has ${odd.length} but the range has ${columns}.`,
      );
    }
  }

  const EVERYTHING = ['contents', 'formats', 'notes', 'validations'];
  const CLEARED = { contentsOnly: 'contents', formatOnly: 'formats', commentsOnly: 'notes', validationsOnly: 'validations' };

  // What `clear({ contentsOnly: true })` asks for.
  function clearedParts(options) {
    const parts = Object.entries(CLEARED).filter(([option]) => options?.[option]);
    return parts.length ? parts.map(([, part]) => part) : ['contents', 'formats'];
  }

  const PASTED = {
    PASTE_NORMAL: EVERYTHING,
    PASTE_NO_BORDERS: EVERYTHING,
    PASTE_FORMAT: ['formats'],
    PASTE_FORMULA: ['contents'],
    PASTE_VALUES: ['values'],
    PASTE_DATA_VALIDATION: ['validations'],
    PASTE_CONDITIONAL_FORMATTING: [],
    PASTE_COLUMN_WIDTHS: [],
  };

  function copiedParts(options) {
    if (options?.formatOnly) {
      return ['formats'];
    }
    return options?.contentsOnly ? ['values'] : EVERYTHING;
  }

  // As many times as it fits, and once at least.
  function repeated(size, room) {
    return size * Math.max(1, floor(room / size));
  }

  function copy(from, destination, parts, transposed) {
    const [, , , , rows, columns] = addressOf(from);
    const [book, sheet, row, column, roomRows, roomColumns] = addressOf(destination);
    const [height, width] = transposed ? [columns, rows] : [rows, columns];
    const to = [book, sheet, row, column, repeated(height, roomRows), repeated(width, roomColumns)];
    host.copy([addressOf(from), to, parts, transposed]);
  }

  function copyToSheet(from, method, values, parts) {
    take(method, values, 'nnnnn', 'Snnnn');
    const [target, column, columnEnd, row, rowEnd] = values;
    const [book] = addressOf(from);
    const sheet = typeof target === 'number' ? [book, target] : shared.sheetOf(target);
    const to = rangeAt(...sheet, row, column, rowEnd - row + 1, columnEnd - column + 1);
    copy(from, to, parts, false);
  }

  // A column, `{ column, ascending }`, or a list of these.
  function sortKeys(spec, firstColumn, columns, method) {
    const keys = (isArray(spec) ? spec : [spec]).map((key) =>
      typeof key === 'number' ? [whole(key), true] : [whole(key?.column), key?.ascending !== false],
    );
    for (const [column] of keys) {
      if (!(column >= 1)) {
        throw kit.mismatch(`SpreadsheetApp.${method}`, [spec]);
      }
      if (column < firstColumn || column >= firstColumn + columns) {
        refuse('Sort range is invalid.');
      }
    }
    return keys;
  }

  define(Range, {
    getValues() {
      return host.values([addressOf(this), newDate]);
    },
    getValue() {
      const [book, sheet, row, column] = addressOf(this);
      return host.values([[book, sheet, row, column, 1, 1], newDate])[0][0];
    },
    setValues(values) {
      take('Range.setValues', arguments, 'g');
      checkSize(this, values);
      host.write([addressOf(this), values, simplify]);
      return this;
    },
    setValue(value) {
      take('Range.setValue', arguments, 'a');
      host.fill([addressOf(this), value, simplify]);
      return this;
    },
    getDisplayValues() {
      return host.display([addressOf(this)]);
    },
    getDisplayValue() {
      return host.display([addressOf(this.getCell(1, 1))])[0][0];
    },
    getFormulas() {
      return host.formulas([addressOf(this)]);
    },
    getFormula() {
      return this.getCell(1, 1).getFormulas()[0][0];
    },
    setFormulas(formulas) {
      take('Range.setFormulas', arguments, 'g');
      checkSize(this, formulas);
      const written = formulas.map((row) => row.map((formula) => asFormula(formula)));
      host.write([addressOf(this), written, simplify]);
      return this;
    },
    setFormula(formula) {
      take('Range.setFormula', arguments, 's');
      host.fill([addressOf(this), asFormula(formula), simplify]);
      return this;
    },
    getFormulasR1C1() {
      return host.formulasByNumber([addressOf(this)]);
    },
    getFormulaR1C1() {
      return this.getCell(1, 1).getFormulasR1C1()[0][0];
    },
    setFormulasR1C1(formulas) {
      take('Range.setFormulasR1C1', arguments, 'g');
      checkSize(this, formulas);
      return this.setFormulas(formulas.map((row, y) => row.map((formula, x) => usual(this, y, x, formula))));
    },
    setFormulaR1C1(formula) {
      take('Range.setFormulaR1C1', arguments, 's');
      return this.setFormula(usual(this, 0, 0, formula));
    },
    isBlank() {
      return host.isBlank([addressOf(this)]);
    },

    getSheet() {
      const [book, sheet] = addressOf(this);
      return shared.sheetAt(book, sheet);
    },
    getGridId() {
      return addressOf(this)[1];
    },
    getRow() {
      return addressOf(this)[2];
    },
    getRowIndex() {
      return addressOf(this)[2];
    },
    getColumn() {
      return addressOf(this)[3];
    },
    getColumnIndex() {
      return addressOf(this)[3];
    },
    getNumRows() {
      return addressOf(this)[4];
    },
    getHeight() {
      return addressOf(this)[4];
    },
    getNumColumns() {
      return addressOf(this)[5];
    },
    getWidth() {
      return addressOf(this)[5];
    },
    getLastRow() {
      const [, , row, , rows] = addressOf(this);
      return row + rows - 1;
    },
    getLastColumn() {
      const [, , , column, , columns] = addressOf(this);
      return column + columns - 1;
    },
    getEndRow() {
      return this.getLastRow();
    },
    getEndColumn() {
      return this.getLastColumn();
    },
    getA1Notation() {
      return host.notation([addressOf(this)]);
    },
    getCell(row, column) {
      take('Range.getCell', arguments, 'nn');
      const [book, sheet, firstRow, firstColumn, rows, columns] = addressOf(this);
      if (row < 1 || column < 1 || row > rows || column > columns) {
        refuse('Cell reference out of range');
      }
      return new Range(book, sheet, firstRow + whole(row) - 1, firstColumn + whole(column) - 1, 1, 1);
    },
    offset(down, right, rows, columns) {
      take('Range.offset', arguments, 'nn', 'nnn', 'nnnn');
      const [book, sheet, row, column, ownRows, ownColumns] = addressOf(this);
      return rangeAt(book, sheet, row + whole(down), column + whole(right), rows ?? ownRows, columns ?? ownColumns);
    },
    getDataRegion(dimension) {
      const [book, sheet, row, column, rows, columns] = addressOf(this);
      const region = host.dataRegion([addressOf(this)]);
      if (`${dimension}` === 'ROWS') {
        return new Range(book, sheet, region[0], column, region[2], columns);
      }
      if (`${dimension}` === 'COLUMNS') {
        return new Range(book, sheet, row, region[1], rows, region[3]);
      }
      return new Range(book, sheet, ...region);
    },
    getNextDataCell(direction) {
      take('Range.getNextDataCell', arguments, 'o');
      const [book, sheet] = addressOf(this);
      return new Range(book, sheet, ...host.nextDataCell([addressOf(this), `${direction}`]), 1, 1);
    },
    activate() {
      const [book, sheet] = addressOf(this);
      shared.activate(book, sheet, this);
      return this;
    },
    activateAsCurrentCell() {
      return this.activate();
    },

    clear(options) {
      take('Range.clear', arguments, '', 'o');
      host.clear([addressOf(this), clearedParts(options)]);
      return this;
    },
    clearContent() {
      host.clear([addressOf(this), ['contents']]);
      return this;
    },
    clearFormat() {
      host.clear([addressOf(this), ['formats']]);
      return this;
    },
    clearNote() {
      host.clear([addressOf(this), ['notes']]);
      return this;
    },
    clearDataValidations() {
      host.clear([addressOf(this), ['validations']]);
      return this;
    },

    sort(spec) {
      take('Range.sort', arguments, 'n', 'o');
      const [, , , column, , columns] = addressOf(this);
      host.sort([addressOf(this), sortKeys(spec, column, columns, 'Range.sort')]);
      return this;
    },
    randomize() {
      const values = this.getValues();
      for (let last = values.length - 1; last > 0; last -= 1) {
        const other = floor(random() * (last + 1));
        [values[last], values[other]] = [values[other], values[last]];
      }
      return this.setValues(values);
    },
    removeDuplicates(columns) {
      take('Range.removeDuplicates', arguments, '', 'l');
      const [book, sheet, row, first, rows, width] = addressOf(this);
      const compared = columns ?? Array.from({ length: width }, (_, place) => first + place);
      const removed = host.removeDuplicates([addressOf(this), compared.map(whole)]);
      return new Range(book, sheet, row, first, rows - removed, width);
    },
    copyTo(destination, kind, transposed) {
      const signature = take('Range.copyTo', arguments, 'R', 'Ro', 'Rob');
      const parts = signature === 'Rob' ? PASTED[`${kind}`] : copiedParts(kind);
      copy(this, destination, parts, signature === 'Rob' && transposed);
    },
    copyValuesToRange(...values) {
      copyToSheet(this, 'Range.copyValuesToRange', values, ['values']);
    },
    copyFormatToRange(...values) {
      copyToSheet(this, 'Range.copyFormatToRange', values, ['formats']);
    },
    moveTo(target) {
      take('Range.moveTo', arguments, 'R');
      const [, , , , rows, columns] = addressOf(this);
      const [book, sheet, row, column] = addressOf(target);
      host.move([addressOf(this), [book, sheet, row, column, rows, columns]]);
    },
    insertCells(dimension) {
      take('Range.insertCells', arguments, 'o');
      host.shiftCells([addressOf(this), `${dimension}`, true]);
      return this;
    },
    deleteCells(dimension) {
      take('Range.deleteCells', arguments, 'o');
      host.shiftCells([addressOf(this), `${dimension}`, false]);
    },
    createTextFinder(text) {
      take('Range.createTextFinder', arguments, 's');
      return shared.textFinder([this], text);
    },
  });

  // A formula with references by number, as one of the cell so far down and right in a range.
  function usual(range, down, right, formula) {
    return host.formulaByNumber([addressOf(range.getCell(down + 1, right + 1)), asFormula(formula)]);
  }

  function asFormula(formula) {
    const text = `${formula ?? ''}`;
    return text === '' || text.startsWith('=') ? text : `=${text}`;
  }

  shared.Range = Range;
  shared.addressOf = addressOf;
  shared.rangeAt = rangeAt;
  shared.checkSize = checkSize;
  shared.clearedParts = clearedParts;
  shared.sortKeys = sortKeys;
})
