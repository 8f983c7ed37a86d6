/** Kelvin of degrees Celsius. @param {number} celsius @returns {number} */
function kelvin(celsius) { return celsius + 273.15; }

/**
 * Converts a length.
 *
 * Works with metres, feet and inches:
 *
 *     convertLength(1, 'ft', 'in') // 12
 *
 * @arg {number} value        the number
 * @arg {string} from         its unit
 * @argument {string} [to=m]  the unit wanted
 * @returns {number}          the number in that unit
 * @customfunction
 */
function convertLength(value, from, to) {
  const metres = { m: 1, ft: 0.3048, in: 0.0254 };
  return (value * metres[from]) / metres[to || 'm'];
}

/**
 * @param value the number
 * @param digits how many digits stay
 */
function round(value, digits) {
  const factor = Math.pow(10, digits || 0);
  return Math.round(value * factor) / factor;
}

/**
 * Formats a quantity.
 * @param {Object} quantity - what to format
 * @param {number} quantity.value - the number
 * @param {string} quantity.unit - its unit
 * @param {Object} [quantity.style] - how
 * @param {number} [quantity.style.digits=2] - digits behind the point
 * @returns {string}
 */
function format(quantity) {
  const style = quantity.style || {};
  return round(quantity.value, style.digits === undefined ? 2 : style.digits) + ' ' + quantity.unit;
}

/**
 * Sums quantities of one unit.
 * @param {Object[]} quantities
 * @param {number} quantities[].value
 * @param {string} quantities[].unit
 * @returns {{ value: Number, unit: String }}
 */
function sum(quantities) {
  return { value: quantities.reduce((total, { value }) => total + value, 0), unit: quantities[0].unit };
}

/* A plain comment is no JSDoc: @param {string} x */
function plain(x) {
  return x;
}

/**
 * @param {number|string} x
 * @param {[number, number]} range
 * @param {any} fallback
 * @returns {bool}
 */
function within(x, range, fallback) {
  const number = Number(x);
  return Number.isNaN(number) ? fallback : number >= range[0] && number <= range[1];
}

/** @type {function(number, string=): string} */
var label = function (value, unit) {
  return value + (unit || '');
};

/**
 * Two @params in one line {not a type}.
 *
 * @param {number} a @param {number} b
 * @return {number}
 */
function ratio(a, b) {
  return a / b;
}

/** @returns */
function nothingSaid() {
  return 1;
}

/** @deprecated use `round` @return {integer} */
function trunc(/** number */ x) {
  return Math.trunc(x);
}
