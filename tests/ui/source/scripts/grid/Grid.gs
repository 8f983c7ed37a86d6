/** @return {any[][]} */
function grid() {
  return [[]];
}

/** @return {Object[][]} As Google's own pages have it. */
function documented() {
  return [[]];
}

/** @return {Array} */
function list() {
  return [];
}

/** @return {Object[]} */
function objects() {
  return [];
}

/** @return {(string[]|null)[]} */
function perhapsRows() {
  return [];
}

function untyped() {
  return [[]];
}

/** @return {Object} */
function anyObject() {
  return [[]];
}

/** @return {string[][]|null} */
function perhaps() {
  return null;
}

/** @return {string} */
function title() {
  return '';
}

/** @return {{grid: any[][]}} */
function inside() {
  return { grid: [[]] };
}

/** @return {Object<string, number>} */
function counts() {
  return {};
}

/** @param {(string|number|boolean)[][]} values */
function store(values) {}

/** @param {string[]} names */
function storeNames(names) {}
