// Names that a language other than JavaScript has its trouble with.

/** @param {string} type @return {string} */
function type(type) { return typeof type; }

/** @return {number} */
function match() { return 1; }

/**
 * @param {number} self
 * @param {number} fn
 * @param {number} crate
 * @return {number}
 */
function loop(self, fn, crate) { return self + fn + crate; }

/** @param {string} async @param {boolean} await */
function move(async, await) {}

/** @return {string} */
function getURL() { return 'https://example.com/'; }

/** @return {string} */
function getUrl() { return 'http://example.com/'; }

/** @return {string} */
function get_url() { return 'example.com'; }

/** @param {string} in_ @param {string} $out */
function $jquery(in_, $out) {}

/** @param {number} a @param {number} A @param {number} _a */
function sameInRust(a, A, _a) {}

/** @return {number} */
function größe() { return 1; }

/** @param {string} naïve */
function ЗаменитьТекст(naïve) { return naïve; }

/** @return {number} */
function v2() { return 2; }

/** @return {number} */
function get2FACode() { return 123456; }

/** @return {string} */
function HTTPServerURL() { return ''; }

/** @return {string} */
function snake_case_name() { return ''; }

/** @return {string} */
function SCREAMING() { return ''; }

/** @return {boolean} */
function clone() { return true; }

/** @return {boolean} */
const withTimeout = () => true;

/** @return {boolean} */
function with_id() { return true; }

/** A class of the client's methods. @return {boolean} */
var newThing = function () { return true; };

/** @param {{type: string, 'ref': number, 'two words': boolean, camelCase: string, self: ?string}} record */
function fields(record) {}

/** @return {{a: {b: {c: number}}}} */
function nested() { return { a: { b: { c: 1 } } }; }

/** `*` and `/` in a text: a "quote", a \ backslash and *&#47; end. @return {string} */
function oddText() { return ''; }

function _leading() {}

function __() {}

function trailing_() {}

function $() {}

/**
 * @param {{"a key that is long and that nobody would write in a program": (string|undefined)}} theObjectWithOneFieldThatHasALongName
 * @return {string}
 */
function the_function_whose_name_is_longer_than_any_line_of_code_should_be(theObjectWithOneFieldThatHasALongName) { return ''; }
