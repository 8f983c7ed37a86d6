// The sheet has a row for each item, with the columns SKU and Left.

/**
 * Items of which `threshold` or fewer are left.
 *
 * @param {number} threshold
 * @return {Array<{sku: string, left: number}>}
 */
function lowStock(threshold) {
  const [, ...rows] = sheet_().getDataRange().getValues();
  return rows.filter(([, left]) => left <= threshold).map(([sku, left]) => ({ sku, left }));
}

/**
 * Takes items out of the stock, or puts some in, and returns how many are left.
 *
 * @param {string} sku
 * @param {number} by
 * @return {number}
 */
function adjust(sku, by) {
  const found = sheet_().getRange('A:A').createTextFinder(sku).matchEntireCell(true).findNext();
  if (!found) {
    throw new RangeError(`no item has the SKU ${sku}`);
  }
  const cell = found.offset(0, 1);
  const left = cell.getValue() + by;
  if (left < 0) {
    throw new RangeError(`only ${cell.getValue()} of ${sku} left`);
  }
  cell.setValue(left);
  return left;
}

function sheet_() {
  return SpreadsheetApp.getActive().getSheetByName('Stock');
}
