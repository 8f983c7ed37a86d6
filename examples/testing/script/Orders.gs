// The sheet has a row for each item, with the columns SKU and Left.

/**
 * The SKUs of which `threshold` or fewer are left.
 *
 * @param {number} threshold
 * @return {string[]}
 */
function lowStock(threshold) {
  const [, ...rows] = SpreadsheetApp.getActive().getSheetByName('Stock').getDataRange().getValues();
  return rows.filter(([, left]) => left <= threshold).map(([sku]) => sku);
}

/**
 * Orders an item by mail.
 *
 * @param {string} sku
 * @param {number} count
 * @return {void}
 */
function order(sku, count) {
  MailApp.sendEmail('supplier@example.com', `Order of ${sku}`, `Please send ${count} of ${sku}.`);
}
