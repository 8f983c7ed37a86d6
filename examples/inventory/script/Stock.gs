/**
 * Items at or below a threshold.
 *
 * @param {number} threshold
 * @return {Item[]}
 */
function lowStock(threshold) {
  return ITEMS.filter((item) => item.stock <= threshold);
}

/**
 * One item by its SKU.
 *
 * @param {string} sku
 * @return {Item}
 */
function item(sku) {
  return itemOf_(sku);
}

/**
 * Takes items out of the stock, or puts some in, and returns how many are left.
 *
 * @param {string} sku
 * @param {number} by
 * @param {string} [reason]
 * @return {number}
 */
function adjust(sku, by, reason = 'counted') {
  const item = itemOf_(sku);
  if (item.stock + by < 0) {
    throw new Error(`only ${item.stock} of ${sku} left`);
  }
  item.stock += by;
  console.log(`${sku}: ${by} (${reason})`);
  return item.stock;
}

/**
 * What the whole stock is worth.
 *
 * @return {number}
 */
function total() {
  return ITEMS.reduce((sum, item) => sum + item.stock * item.price, 0);
}

/**
 * Leaves a note in the log.
 *
 * @param {string} text
 * @return {void}
 */
function note(text) {
  console.info(text);
}
