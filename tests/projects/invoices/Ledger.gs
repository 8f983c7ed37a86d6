var Ledger = (function () {
  function sheet(name) {
    return SpreadsheetApp.getActiveSpreadsheet().getSheetByName(name);
  }

  return {
    rows: function () {
      var values = sheet('Ledger').getDataRange().getValues();
      var names = values[0];
      return values.slice(1).map(function (row) {
        var record = {};
        names.forEach(function (name, column) { record[name] = row[column]; });
        return record;
      });
    },

    done: function (customer, number) {
      sheet('Sent').appendRow([number, customer]);
    }
  };
})();

/** @return {Array<Array<string>>} Number and customer of each invoice that was sent. */
function sentInvoices() {
  var rows = SpreadsheetApp.getActiveSpreadsheet().getSheetByName('Sent').getDataRange().getValues();
  return rows.filter(function (row) { return row[0] !== ''; });
}
