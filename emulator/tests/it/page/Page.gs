/**
 * Adds two numbers.
 *
 * @param {number} a The first.
 * @param {number} b The second.
 * @returns {number} The sum.
 */
function add(a, b) {
  console.log('adds');
  return a + b;
}

function fail(text) {
  return inner_(text);
}

function inner_(text) {
  console.error(text);
  throw new Error(text);
}

function list(...values) {
  return values;
}

function endless() {
  for (;;);
}
