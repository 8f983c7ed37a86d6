class Claim {
  constructor(id, claim) {
    this.id = id;
    this.claim = claim;
  }

  static submit(claim) {
    const total = claim.items.reduce((sum, { amount, currency }) => sum + toEuro(amount, currency), 0);
    const sheet = SpreadsheetApp.getActive().getSheetByName('Claims');
    sheet.appendRow([claim.employee, total, JSON.stringify(claim)]);
    return sheet.getLastRow();
  }

  static load(id) {
    return new Claim(id, SpreadsheetApp.getActive().getSheetByName('Claims').getRange(id, 3).getValue());
  }

  decide(approved, comment = '') {
    SpreadsheetApp.getActive().getSheetByName('Claims').getRange(this.id, 4, 1, 2).setValues([[approved, comment]]);
  }
}
