/** @param {string} sku @return {string} */
function price(sku) { return 'old'; }

function vat(amount) { return amount * 0.19; }

var discount = function (amount, percent) { return amount * (1 - percent / 100); };
