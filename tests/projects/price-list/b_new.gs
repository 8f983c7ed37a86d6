/**
 * The price of an item.
 * @param {string} sku
 * @param {number} [quantity]
 * @return {number}
 */
function price(sku, quantity) { return 12.5 * (quantity || 1); }

function vat() { return arguments.length ? arguments[0] * 0.21 : 0.21; }
function vat(amount, rate) { return amount * (rate || 0.21); }

function discount(amount) { return amount; }
