/**
 * Fills `{{name}}` with the values of an object.
 *
 * @param {string} template - the text
 * @param {Object} values - what stands for each name
 * @returns {string} the filled text
 */
function fill(template, values) {
  return template.replace(PLACEHOLDER_, function (whole, name) {
    return Object.prototype.hasOwnProperty.call(values, name) ? String(values[name]) : whole;
  });
}

/**
 * The names that a template asks for.
 *
 * @param {string} template
 * @returns {Array.<string>}
 */
function placeholders(template) {
  var names = [];
  template.replace(PLACEHOLDER_, function (whole, name) {
    if (names.indexOf(name) < 0) names.push(name);
    return whole;
  });
  return names;
}

/**
 * Makes a text fit for a URL.
 *
 * @param {string} text
 * @param {number=} opt_max length, 60 if left out
 * @returns {string}
 */
function slugify(text, opt_max) {
  var max = opt_max || 60;
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, max);
}

var PLACEHOLDER_ = /\{\{\s*([\w.]+)\s*\}\}/g;

/** The version of this library. */
function version() {
  return '1.4.0';
}
