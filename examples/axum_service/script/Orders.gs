const ORDERS = [
  { number: 17, customer: 'Baker', total: 149 },
  { number: 18, customer: 'Miller', total: 35.5 },
];

/**
 * One order.
 * @param {number} number
 * @return {{number: number, customer: string, total: number}|null}
 */
function order(number) {
  return ORDERS.find((order) => order.number === number) ?? null;
}

/**
 * Every order of at least `least`.
 * @param {number} [least]
 * @return {Array<{number: number, customer: string, total: number}>}
 */
function orders(least = 0) {
  if (least < 0) {
    throw new RangeError('least must not be negative');
  }
  return ORDERS.filter((order) => order.total >= least);
}
