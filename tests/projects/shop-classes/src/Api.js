/**
 * The functions that others call. All else is in classes.
 */

/**
 * @param {{customer: string, lines: Array<{sku: string, quantity: number, price: number}>}} order
 * @returns {number} The order's number.
 */
function placeOrder(order) {
  return orders().add(Order.from(order)).number;
}

/**
 * @param {number} number
 * @returns {{number: number, customer: string, total: number, lines: Array<{sku: string, quantity: number, price: number}>}}
 */
function getOrder(number) {
  return orders().find(number).toJSON();
}

/**
 * @param {number} number
 * @param {string} sku
 * @param {number} [quantity]
 */
function addLine(number, sku, quantity = 1) {
  const order = orders().find(number);
  order.add(new Line(sku, quantity, Line.priceOf(sku)));
  orders().save(order);
}

/** @returns {number} */
function revenue() {
  return orders()
    .all()
    .map((order) => order.total)
    .reduce((sum, total) => sum + total, 0);
}

/**
 * The repository of the orders, made on first use.
 *
 * @returns {Repository}
 */
var orders = (() => {
  let repository = null;
  return () => {
    repository = repository || new Repository('Orders', Order);
    return repository;
  };
})();
