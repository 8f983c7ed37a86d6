// `SpreadsheetApp` itself.
(function (host, kit, shared) {
  'use strict';
  const { idOf, refuse, spreadsheetAt, take, whole } = shared;
  const URL = /\/spreadsheets\/(?:u\/\d+\/)?d\/([\w-]+)/;
  let chosen;

  const container = () => {
    const id = chosen ?? host.container;
    return id === null || id === undefined ? null : spreadsheetAt(id);
  };

  // The spreadsheet before a script's user, without which sheets and cells have no meaning.
  const current = () => container() ?? refuse('Please select an active spreadsheet first.');

  function open(id, method) {
    if (!host.exists([id])) {
      refuse(`Unexpected error while getting the method or property ${method} on object SpreadsheetApp.`);
    }
    return spreadsheetAt(id);
  }

  const noUi = () => refuse('Cannot call SpreadsheetApp.getUi() from this context.');

  shared.app = kit.complete('SpreadsheetApp', {
    ...shared.enumerations,
    getActive: container,
    getActiveSpreadsheet: container,
    setActiveSpreadsheet(spreadsheet) {
      take('setActiveSpreadsheet', arguments, 'B');
      chosen = idOf(spreadsheet);
    },
    getActiveSheet: () => current().getActiveSheet(),
    setActiveSheet(sheet) {
      take('setActiveSheet', arguments, 'S', 'Sb');
      return sheet.activate();
    },
    getActiveRange: () => current().getActiveRange(),
    setActiveRange(range) {
      take('setActiveRange', arguments, 'R');
      return range.activate();
    },
    getCurrentCell: () => current().getCurrentCell(),
    openById(id) {
      take('openById', arguments, 's');
      return open(id, 'openById');
    },
    openByUrl(url) {
      take('openByUrl', arguments, 's');
      const [, id] = URL.exec(url) ?? refuse('Invalid argument: url');
      return open(id, 'openByUrl');
    },
    open(file) {
      take('open', arguments, 'o');
      return open(file.getId(), 'open');
    },
    create(name, rows = 1000, columns = 26) {
      take('create', arguments, 's', 'snn');
      if (rows < 1 || columns < 1) {
        refuse('A spreadsheet must have a row and a column at least.');
      }
      return spreadsheetAt(host.create([name, whole(rows), whole(columns)]));
    },
    flush() {
      host.save();
    },
    getUi: noUi,
    newDataValidation: () => shared.newDataValidation(),
    toString: () => 'SpreadsheetApp',
  });
})
