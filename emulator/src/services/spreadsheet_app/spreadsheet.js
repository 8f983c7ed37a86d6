// `Spreadsheet` and `NamedRange`.
(function (host, kit, shared) {
  'use strict';
  const { addressOf, define, finish, refuse, sheetAt, sheetOf, take, whole, Range, RangeList } = shared;
  const bookToString = () => 'Spreadsheet';
  const nameToString = () => 'NamedRange';
  let idOf;
  let namedOf;

  class Spreadsheet {
    #id;
    toString = bookToString;

    constructor(id) {
      this.#id = id;
    }

    static {
      idOf = (book) => book.#id;
    }
  }

  // What a person has before them, which each run begins anew: by spreadsheet, the sheet and its range.
  const active = new Map();

  shared.activate = (book, sheet, range) => {
    active.set(book, sheet);
    if (range) {
      active.set(`${book} ${sheet}`, range);
    }
  };
  shared.activeRange = (book, sheet) => active.get(`${book} ${sheet}`) ?? new Range(book, sheet, 1, 1, 1, 1);

  function activeSheet(book) {
    const ids = host.sheets([book]);
    const chosen = active.get(book);
    return ids.includes(chosen) ? chosen : ids[0];
  }

  function find(book, text) {
    return new Range(book, ...host.range([book, activeSheet(book), text]));
  }

  const user = (email) => kit.complete('User', { getEmail: () => email, toString: () => email });

  define(Spreadsheet, {
    getId() {
      return idOf(this);
    },
    getUrl() {
      return host.bookUrl([idOf(this)]);
    },
    getName() {
      return host.bookName([idOf(this)]);
    },
    rename(name) {
      take('Spreadsheet.rename', arguments, 's');
      host.renameBook([idOf(this), name]);
    },
    setName(name) {
      this.rename(name);
    },
    copy(name) {
      take('Spreadsheet.copy', arguments, 's');
      return new Spreadsheet(host.copyBook([idOf(this), name]));
    },
    getSpreadsheetLocale() {
      return host.bookLocale([idOf(this)]);
    },
    setSpreadsheetLocale(locale) {
      take('Spreadsheet.setSpreadsheetLocale', arguments, 's');
      host.setBookLocale([idOf(this), locale]);
    },
    getSpreadsheetTimeZone() {
      return host.bookTimeZone([idOf(this)]);
    },
    setSpreadsheetTimeZone(zone) {
      take('Spreadsheet.setSpreadsheetTimeZone', arguments, 's');
      host.setBookTimeZone([idOf(this), zone]);
    },
    getOwner: () => user(host.user),
    getEditors: () => [user(host.user)],
    getViewers: () => [],
    toast(message, title) {
      console.log(title ? `toast: ${title}: ${message}` : `toast: ${message}`);
    },
    addMenu: () => refuse('Cannot call SpreadsheetApp.getUi() from this context.'),
    show: () => refuse('Cannot call SpreadsheetApp.getUi() from this context.'),

    getSheets() {
      return host.sheets([idOf(this)]).map((sheet) => sheetAt(idOf(this), sheet));
    },
    getNumSheets() {
      return host.sheets([idOf(this)]).length;
    },
    getSheetByName(name) {
      take('Spreadsheet.getSheetByName', arguments, 'z');
      const sheet = host.sheetNamed([idOf(this), name ?? '']);
      return sheet === undefined || sheet === null ? null : sheetAt(idOf(this), sheet);
    },
    getSheetById(id) {
      take('Spreadsheet.getSheetById', arguments, 'n');
      return host.sheets([idOf(this)]).includes(id) ? sheetAt(idOf(this), id) : null;
    },
    getActiveSheet() {
      return sheetAt(idOf(this), activeSheet(idOf(this)));
    },
    setActiveSheet(sheet) {
      take('Spreadsheet.setActiveSheet', arguments, 'S', 'Sb');
      return sheet.activate();
    },
    getActiveRange() {
      return this.getActiveSheet().getActiveRange();
    },
    getActiveCell() {
      return this.getActiveSheet().getActiveCell();
    },
    getCurrentCell() {
      return this.getActiveSheet().getActiveCell();
    },
    setActiveRange(range) {
      take('Spreadsheet.setActiveRange', arguments, 'R');
      return range.activate();
    },
    insertSheet(...values) {
      take('Spreadsheet.insertSheet', values, '', 's', 'n', 'o', 'sn', 'so', 'no', 'sno');
      const name = values.find((value) => typeof value === 'string') ?? null;
      const place = values.find((value) => typeof value === 'number');
      const template = values.find((value) => typeof value === 'object')?.template;
      const book = idOf(this);
      const at = place ?? host.sheetIndex([[book, activeSheet(book)]]);
      const sheet = host.insertSheet([book, name, whole(at), template ? sheetOf(template) : null]);
      shared.activate(book, sheet);
      return sheetAt(book, sheet);
    },
    deleteSheet(sheet) {
      take('Spreadsheet.deleteSheet', arguments, 'S');
      host.deleteSheet([sheetOf(sheet)]);
    },
    deleteActiveSheet() {
      host.deleteSheet([[idOf(this), activeSheet(idOf(this))]]);
      return this.getActiveSheet();
    },
    duplicateActiveSheet() {
      const book = idOf(this);
      const original = activeSheet(book);
      const sheet = host.copySheet([[book, original], book]);
      host.moveSheet([book, sheet, host.sheetIndex([[book, original]]) + 1]);
      shared.activate(book, sheet);
      return sheetAt(book, sheet);
    },
    renameActiveSheet(name) {
      this.getActiveSheet().setName(name);
    },
    moveActiveSheet(place) {
      take('Spreadsheet.moveActiveSheet', arguments, 'n');
      host.moveSheet([idOf(this), activeSheet(idOf(this)), whole(place)]);
    },

    getRange(name) {
      take('Spreadsheet.getRange', arguments, 's');
      return find(idOf(this), name);
    },
    getRangeByName(name) {
      take('Spreadsheet.getRangeByName', arguments, 's');
      const found = host.namedRange([idOf(this), name]);
      return found ? new Range(idOf(this), ...found) : null;
    },
    getRangeList(names) {
      take('Spreadsheet.getRangeList', arguments, 'l');
      return new RangeList(names.map((name) => find(idOf(this), `${name}`)));
    },
    getNamedRanges() {
      return host.rangeNames([idOf(this)]).map((name) => new NamedRange(idOf(this), name));
    },
    setNamedRange(name, range) {
      take('Spreadsheet.setNamedRange', arguments, 'sR');
      host.setNamedRange([name, addressOf(range)]);
    },
    removeNamedRange(name) {
      take('Spreadsheet.removeNamedRange', arguments, 's');
      if (!host.removeNamedRange([idOf(this), name])) {
        refuse(`Named range ${name} does not exist.`);
      }
    },
    createTextFinder(text) {
      take('Spreadsheet.createTextFinder', arguments, 's');
      return shared.textFinder(this.getSheets().map((sheet) => sheet.getDataRange()), text);
    },
  });

  // What a spreadsheet hands to the sheet before its user.
  for (const name of [
    'appendRow', 'autoResizeColumn', 'deleteColumn', 'deleteColumns', 'deleteRow', 'deleteRows', 'getColumnWidth',
    'getDataRange', 'getFrozenColumns', 'getFrozenRows', 'getLastColumn', 'getLastRow', 'getRowHeight', 'getSheetId',
    'getSheetName', 'getSheetValues', 'hideColumn', 'hideRow', 'insertColumnAfter', 'insertColumnBefore',
    'insertColumnsAfter', 'insertColumnsBefore', 'insertRowAfter', 'insertRowBefore', 'insertRowsAfter',
    'insertRowsBefore', 'setColumnWidth', 'setFrozenColumns', 'setFrozenRows', 'setRowHeight', 'sort', 'unhideColumn',
    'unhideRow',
  ]) {
    define(Spreadsheet, {
      [name](...values) {
        return this.getActiveSheet()[name](...values);
      },
    });
  }
  finish(Spreadsheet, 'Spreadsheet');

  class NamedRange {
    #book;
    #name;
    toString = nameToString;

    constructor(book, name) {
      this.#book = book;
      this.#name = name;
    }

    static {
      namedOf = (range) => [range.#book, range.#name];
    }

    getName() {
      return this.#name;
    }

    getRange() {
      const found = host.namedRange(namedOf(this));
      return found ? new Range(this.#book, ...found) : refuse(`Named range ${this.#name} does not exist.`);
    }

    setName(name) {
      take('NamedRange.setName', arguments, 's');
      host.setNamedRange([name, addressOf(this.getRange())]);
      host.removeNamedRange(namedOf(this));
      this.#name = name;
      return this;
    }

    setRange(range) {
      take('NamedRange.setRange', arguments, 'R');
      host.setNamedRange([this.#name, addressOf(range)]);
      return this;
    }

    remove() {
      host.removeNamedRange(namedOf(this));
    }
  }
  finish(NamedRange, 'NamedRange');

  shared.Spreadsheet = Spreadsheet;
  shared.idOf = idOf;
  shared.spreadsheetAt = (id) => new Spreadsheet(id);
})
