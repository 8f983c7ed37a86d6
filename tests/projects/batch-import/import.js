const BATCH = 500;

/**
 * Imports rows of a CSV text, a batch at a time, into the sheet that a script property names.
 * Rows whose key is there already are replaced.
 *
 * @param {object} options
 * @param {string} options.csv
 * @param {string} [options.sheet] name of the sheet, `Import` if left out
 * @param {number} [options.key] column that tells rows apart, counted from 0
 * @param {boolean} [options.header] whether the first row has names
 * @returns {{inserted: number, replaced: number, skipped: Array<{line: number, reason: string}>}}
 */
function importCsv({ csv, sheet: name = 'Import', key = 0, header = true }) {
  const [first, ...rest] = Utilities.parseCsv(csv);
  const rows = header ? rest : [first, ...rest];
  const sheet = openSheet_(name, header ? first : null);
  const known = keysOf_(sheet, key);
  const result = { inserted: 0, replaced: 0, skipped: [] };
  let batch = [];
  const flush = () => {
    if (batch.length === 0) return;
    sheet.getRange(sheet.getLastRow() + 1, 1, batch.length, batch[0].length).setValues(batch);
    batch = [];
  };
  rows.forEach((row, index) => {
    if (row.length !== first.length) {
      result.skipped.push({ line: index + (header ? 2 : 1), reason: `has ${row.length} cells, not ${first.length}` });
      return;
    }
    const at = known.get(row[key]);
    if (at !== undefined) {
      sheet.getRange(at, 1, 1, row.length).setValues([row]);
      result.replaced += 1;
      return;
    }
    batch.push(row);
    result.inserted += 1;
    if (batch.length === BATCH) flush();
  });
  flush();
  return result;
}

/**
 * Imports from an address.
 *
 * @param {string} url
 * @param {{sheet?: string, key?: number}} [options]
 */
function importUrl(url, { sheet, key } = {}) {
  const csv = UrlFetchApp.fetch(url).getContentText();
  return importCsv({ csv, sheet, key });
}

/**
 * @param {string} name
 * @returns {number} how many rows of data there are
 */
function countRows(name = 'Import') {
  return Math.max(0, openSheet_(name, null).getLastRow() - 1);
}

/**
 * Columns [from, to) of each row.
 *
 * @param {string} name
 * @param {[number, number]} span
 * @returns {Array<Array<*>>}
 */
function columns(name, [from, to]) {
  return openSheet_(name, null)
    .getDataRange()
    .getDisplayValues()
    .map((row) => row.slice(from, to));
}

function openSheet_(name, header) {
  const id = PropertiesService.getScriptProperties().getProperty('IMPORT_SPREADSHEET');
  const spreadsheet = id ? SpreadsheetApp.openById(id) : SpreadsheetApp.getActiveSpreadsheet();
  const found = spreadsheet.getSheetByName(name);
  if (found) return found;
  const sheet = spreadsheet.insertSheet(name);
  if (header) sheet.appendRow(header);
  return sheet;
}

function keysOf_(sheet, key) {
  const keys = new Map();
  sheet
    .getDataRange()
    .getDisplayValues()
    .forEach((row, index) => {
      if (index > 0) keys.set(row[key], index + 1);
    });
  return keys;
}
