/** Rows of [number, JSON] in one sheet. */
class Repository {
  constructor(name, type) {
    this.name = name;
    this.type = type;
  }

  get sheet() {
    const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
    return spreadsheet.getSheetByName(this.name) || spreadsheet.insertSheet(this.name);
  }

  all() {
    const sheet = this.sheet;
    const last = sheet.getLastRow();
    if (last === 0) return [];
    return sheet
      .getRange(1, 1, last, 2)
      .getValues()
      .map(([, json]) => this.type.from(JSON.parse(json)));
  }

  find(number) {
    const found = this.all().find((model) => model.number === number);
    if (!found) throw new NotFound(this.name, number);
    return found;
  }

  add(model) {
    model.number = this.sheet.getLastRow() + 1;
    this.sheet.appendRow([model.number, JSON.stringify(model)]);
    return model;
  }

  save(model) {
    this.sheet.getRange(model.number, 2).setValue(JSON.stringify(model));
  }
}

class NotFound extends Error {
  constructor(name, number) {
    super(`${name} has no number ${number}`);
    this.name = 'NotFound';
  }
}
