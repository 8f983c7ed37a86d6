/**
 * What is in stock.
 *
 * @typedef {{sku: string, name: string, stock: number, price: number}} Item
 */

/** @type {Item[]} */
const ITEMS = [
  { sku: 'BOLT-8', name: 'Bolt M8', stock: 3, price: 0.35 },
  { sku: 'NUT-8', name: 'Nut M8', stock: 240, price: 0.1 },
  { sku: 'DRILL-1', name: 'Cordless drill', stock: 5, price: 149 },
  { sku: 'GLUE-2', name: 'Wood glue', stock: 18, price: 7.9 },
];

/**
 * @param {string} sku
 * @return {Item}
 */
function itemOf_(sku) {
  const item = ITEMS.find((candidate) => candidate.sku === sku);
  if (!item) {
    throw new RangeError(`no item has the SKU ${sku}`);
  }
  return item;
}
