/**
 * One line of the stock.
 *
 * @typedef {Object} Item
 * @property {string} sku
 * @property {number} unitPrice
 * @property {string} [note]
 */

/**
 * @param {number} threshold
 * @return {Item[]}
 */
function lowStock(threshold) {
  return [];
}

/**
 * @param {string} sku
 * @return {Item}
 */
function item(sku) {
  return { sku, unitPrice: 1 };
}

/**
 * @param {string} sku
 * @return {?Item}
 */
function find(sku) {
  return null;
}

/**
 * @param {string} sku
 * @param {number} by
 * @param {string} [reason]
 * @return {number}
 */
function adjust(sku, by, reason = 'counted') {
  return by;
}

/**
 * @param {string} sku
 * @param {boolean} flag
 * @param {string[]} tags
 * @param {Object<string, number>} prices
 */
function tag(sku, flag, tags, prices) {}

/** @param {Item} item */
function store(item) {}

/** @param {...number} values */
function sum(...values) {
  return values.reduce((a, b) => a + b, 0);
}

/** @param {string|number} key */
function byKey(key) {}

/** @param {Date} day */
function countedOn(day) {}

/** @return {Date} */
function lastCount() {
  return new Date();
}

/** @return {{when: Date, by: string}} */
function lastChange() {
  return { when: new Date(), by: '' };
}

/** @return {GoogleAppsScript.Base.Blob} */
function report() {
  return Utilities.newBlob('');
}

/** @return {SpreadsheetApp.Sheet} */
function sheet() {
  return SpreadsheetApp.getActiveSheet();
}

/** @return {void} */
function refresh() {}

/** @return {string|null} */
function nameOf() {
  return null;
}

/** @return {string} */
function title() {
  return '';
}

/** @return {Object<string, number>} */
function prices() {
  return {};
}

function untyped(first, second) {
  return arguments.length;
}

function secret_() {}
