// `Sheet`: one sheet of a spreadsheet, its rows and its columns.
(function (host, kit, shared) {
  'use strict';
  const { addressOf, clearedParts, define, finish, newDate, rangeAt, refuse, simplify, sortKeys, take, whole } = shared;
  const { Range, RangeList } = shared;
  const toString = () => 'Sheet';
  let sheetOf;

  class Sheet {
    #place;
    toString = toString;

    // The spreadsheet's ID and the sheet's.
    constructor(book, sheet) {
      this.#place = [book, sheet];
    }

    static {
      sheetOf = (sheet) => sheet.#place;
    }
  }

  const all = (sheet) => {
    const [rows, columns] = host.sheetSize([sheetOf(sheet)]);
    return [...sheetOf(sheet), 1, 1, rows, columns];
  };

  function named(sheet, text) {
    const [book, id] = sheetOf(sheet);
    return new Range(book, ...host.range([book, id, text]));
  }

  function clear(sheet, parts) {
    host.clear([all(sheet), parts]);
    return sheet;
  }

  define(Sheet, {
    getName() {
      return host.sheetName([sheetOf(this)]);
    },
    getSheetName() {
      return host.sheetName([sheetOf(this)]);
    },
    setName(name) {
      take('Sheet.setName', arguments, 's');
      host.renameSheet([...sheetOf(this), name]);
      return this;
    },
    getSheetId() {
      return sheetOf(this)[1];
    },
    getIndex() {
      return host.sheetIndex([sheetOf(this)]);
    },
    getType: () => shared.enumerations.SheetType.GRID,
    getParent() {
      return shared.spreadsheetAt(sheetOf(this)[0]);
    },
    activate() {
      shared.activate(...sheetOf(this));
      return this;
    },
    copyTo(spreadsheet) {
      take('Sheet.copyTo', arguments, 'B');
      const book = shared.idOf(spreadsheet);
      return new Sheet(book, host.copySheet([sheetOf(this), book]));
    },

    getRange(...values) {
      const signature = take('Sheet.getRange', values, 's', 'nn', 'nnn', 'nnnn');
      if (signature === 's') {
        return named(this, values[0]);
      }
      const [row, column, rows = 1, columns = 1] = values;
      return rangeAt(...sheetOf(this), row, column, rows, columns);
    },
    getRangeList(names) {
      take('Sheet.getRangeList', arguments, 'l');
      return new RangeList(names.map((name) => named(this, `${name}`)));
    },
    getDataRange() {
      const [rows, columns] = host.extent([sheetOf(this)]);
      return new Range(...sheetOf(this), 1, 1, rows || 1, columns || 1);
    },
    getSheetValues(row, column, rows, columns) {
      take('Sheet.getSheetValues', arguments, 'nnnn');
      const [lastRow, lastColumn] = host.extent([sheetOf(this)]);
      const height = rows === -1 ? lastRow - row + 1 : rows;
      const width = columns === -1 ? lastColumn - column + 1 : columns;
      return host.values([addressOf(rangeAt(...sheetOf(this), row, column, height, width)), newDate]);
    },
    getLastRow() {
      return host.extent([sheetOf(this)])[0];
    },
    getLastColumn() {
      return host.extent([sheetOf(this)])[1];
    },
    getMaxRows() {
      return host.sheetSize([sheetOf(this)])[0];
    },
    getMaxColumns() {
      return host.sheetSize([sheetOf(this)])[1];
    },
    getActiveRange() {
      return shared.activeRange(...sheetOf(this));
    },
    getActiveCell() {
      return shared.activeRange(...sheetOf(this)).getCell(1, 1);
    },
    getCurrentCell() {
      return shared.activeRange(...sheetOf(this)).getCell(1, 1);
    },
    setActiveRange(range) {
      take('Sheet.setActiveRange', arguments, 'R');
      return range.activate();
    },
    setActiveSelection(range) {
      take('Sheet.setActiveSelection', arguments, 's', 'R');
      return (typeof range === 'string' ? named(this, range) : range).activate();
    },
    setCurrentCell(cell) {
      take('Sheet.setCurrentCell', arguments, 'R');
      return cell.activate();
    },
    createTextFinder(text) {
      take('Sheet.createTextFinder', arguments, 's');
      return shared.textFinder([this.getDataRange()], text);
    },
    getNamedRanges() {
      const ranges = this.getParent().getNamedRanges();
      return ranges.filter((range) => range.getRange().getSheet().getSheetId() === this.getSheetId());
    },

    appendRow(values) {
      take('Sheet.appendRow', arguments, 'l');
      host.append([sheetOf(this), values, simplify]);
      return this;
    },
    clear(options) {
      take('Sheet.clear', arguments, '', 'o');
      return clear(this, clearedParts(options));
    },
    clearContents() {
      return clear(this, ['contents']);
    },
    clearFormats() {
      return clear(this, ['formats']);
    },
    clearNotes() {
      return clear(this, ['notes']);
    },
    clearConditionalFormatRules() {},
    sort(column, ascending = true) {
      take('Sheet.sort', arguments, 'n', 'nb');
      const [, columns] = host.sheetSize([sheetOf(this)]);
      const frozen = this.getFrozenRows();
      const [rows] = host.extent([sheetOf(this)]);
      if (rows > frozen) {
        const address = [...sheetOf(this), frozen + 1, 1, rows - frozen, columns];
        host.sort([address, sortKeys({ column, ascending }, 1, columns, 'Sheet.sort')]);
      }
      return this;
    },

    getFilter() {
      return shared.filterOf(sheetOf(this));
    },
    getFrozenRows() {
      return host.frozen([sheetOf(this), 'ROWS']);
    },
    getFrozenColumns() {
      return host.frozen([sheetOf(this), 'COLUMNS']);
    },
    setFrozenRows(rows) {
      take('Sheet.setFrozenRows', arguments, 'n');
      host.setFrozen([sheetOf(this), 'ROWS', whole(rows)]);
    },
    setFrozenColumns(columns) {
      take('Sheet.setFrozenColumns', arguments, 'n');
      host.setFrozen([sheetOf(this), 'COLUMNS', whole(columns)]);
    },
    hideSheet() {
      host.setHidden([sheetOf(this), true]);
      return this;
    },
    showSheet() {
      host.setHidden([sheetOf(this), false]);
      return this;
    },
    isSheetHidden() {
      return host.isHidden([sheetOf(this)]);
    },
    getTabColor() {
      return host.trait([sheetOf(this), 'tab color']) ?? '';
    },
    setTabColor(color) {
      take('Sheet.setTabColor', arguments, 'z');
      host.setTrait([sheetOf(this), 'tab color', shared.color(color)]);
      return this;
    },
    hasHiddenGridlines() {
      return host.trait([sheetOf(this), 'hidden gridlines']) === 'true';
    },
    setHiddenGridlines(hidden) {
      take('Sheet.setHiddenGridlines', arguments, 'b');
      host.setTrait([sheetOf(this), 'hidden gridlines', `${hidden}`]);
      return this;
    },
    isRightToLeft: () => false,
    getFormUrl: () => null,
    getCharts: () => [],
  });

  // Sizes that somebody sets are given back; the emulator itself draws nothing.
  const size = (line, standard) => ({
    get: (sheet, at) => Number(host.trait([sheetOf(sheet), `${line} ${whole(at)}`]) ?? standard),
    set: (sheet, at, count, pixels) => {
      for (let place = whole(at); place < at + count; place += 1) {
        host.setTrait([sheetOf(sheet), `${line} ${place}`, `${pixels}`]);
      }
      return sheet;
    },
  });
  const width = size('width', 100);
  const height = size('height', 21);
  define(Sheet, {
    getColumnWidth(column) {
      take('Sheet.getColumnWidth', arguments, 'n');
      return width.get(this, column);
    },
    setColumnWidth(column, pixels) {
      take('Sheet.setColumnWidth', arguments, 'nn');
      return width.set(this, column, 1, pixels);
    },
    setColumnWidths(column, count, pixels) {
      take('Sheet.setColumnWidths', arguments, 'nnn');
      return width.set(this, column, count, pixels);
    },
    getRowHeight(row) {
      take('Sheet.getRowHeight', arguments, 'n');
      return height.get(this, row);
    },
    setRowHeight(row, pixels) {
      take('Sheet.setRowHeight', arguments, 'nn');
      return height.set(this, row, 1, pixels);
    },
    setRowHeights(row, count, pixels) {
      take('Sheet.setRowHeights', arguments, 'nnn');
      return height.set(this, row, count, pixels);
    },
    setRowHeightsForced(row, count, pixels) {
      take('Sheet.setRowHeightsForced', arguments, 'nnn');
      return height.set(this, row, count, pixels);
    },
    autoResizeColumn(column) {
      take('Sheet.autoResizeColumn', arguments, 'n');
      return this;
    },
    autoResizeColumns(column, count) {
      take('Sheet.autoResizeColumns', arguments, 'nn');
      return this;
    },
    autoResizeRows(row, count) {
      take('Sheet.autoResizeRows', arguments, 'nn');
      return this;
    },
  });

  // The same members for rows and for columns.
  for (const [axis, one, many, hidden] of [
    ['ROWS', 'Row', 'Rows', 'row'],
    ['COLUMNS', 'Column', 'Columns', 'column'],
  ]) {
    const insert = (sheet, at, count = 1) => {
      if (at < 1) {
        refuse(`Those ${hidden}s are out of bounds.`);
      }
      host.insertLines([sheetOf(sheet), axis, whole(at), whole(count)]);
      return sheet;
    };
    const remove = (sheet, at, count = 1) => {
      if (at < 1 || count < 1) {
        refuse(`Those ${hidden}s are out of bounds.`);
      }
      host.deleteLines([sheetOf(sheet), axis, whole(at), whole(count)]);
    };
    const hide = (sheet, at, count, value) => {
      for (let place = whole(at); place < at + count; place += 1) {
        host.setTrait([sheetOf(sheet), `hidden ${hidden} ${place}`, value]);
      }
    };
    const lines = (range) => {
      const [, , row, column, rows, columns] = addressOf(range);
      return axis === 'ROWS' ? [row, rows] : [column, columns];
    };
    define(Sheet, {
      [`insert${one}Before`](at) {
        take(`Sheet.insert${one}Before`, arguments, 'n');
        return insert(this, at);
      },
      [`insert${one}After`](at) {
        take(`Sheet.insert${one}After`, arguments, 'n');
        return insert(this, at + 1);
      },
      [`insert${many}Before`](at, count) {
        take(`Sheet.insert${many}Before`, arguments, 'nn');
        return insert(this, at, count);
      },
      [`insert${many}After`](at, count) {
        take(`Sheet.insert${many}After`, arguments, 'nn');
        return insert(this, at + 1, count);
      },
      [`insert${many}`](at, count) {
        take(`Sheet.insert${many}`, arguments, 'n', 'nn');
        insert(this, at, count);
      },
      [`delete${one}`](at) {
        take(`Sheet.delete${one}`, arguments, 'n');
        remove(this, at);
        return this;
      },
      [`delete${many}`](at, count) {
        take(`Sheet.delete${many}`, arguments, 'nn');
        remove(this, at, count);
      },
      [`move${many}`](range, to) {
        take(`Sheet.move${many}`, arguments, 'Rn');
        host.moveLines([sheetOf(this), axis, ...lines(range), whole(to)]);
      },
      [`hide${one}`](range) {
        take(`Sheet.hide${one}`, arguments, 'R');
        hide(this, ...lines(range), 'true');
      },
      [`unhide${one}`](range) {
        take(`Sheet.unhide${one}`, arguments, 'R');
        hide(this, ...lines(range), null);
      },
      [`hide${many}`](at, count = 1) {
        take(`Sheet.hide${many}`, arguments, 'n', 'nn');
        hide(this, at, count, 'true');
      },
      [`show${many}`](at, count = 1) {
        take(`Sheet.show${many}`, arguments, 'n', 'nn');
        hide(this, at, count, null);
      },
      [`is${one}HiddenByUser`](at) {
        take(`Sheet.is${one}HiddenByUser`, arguments, 'n');
        return host.trait([sheetOf(this), `hidden ${hidden} ${whole(at)}`]) === 'true';
      },
    });
  }
  finish(Sheet, 'Sheet');
  shared.Sheet = Sheet;
  shared.sheetOf = sheetOf;
  shared.sheetAt = (book, sheet) => new Sheet(book, sheet);
})
