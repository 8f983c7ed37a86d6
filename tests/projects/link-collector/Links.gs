/**
 * @license
 * Copyright 2024 The Link Collectors
 */

/**
 * Loads a page and returns the links on it, see https://developers.google.com/apps-script/reference/url-fetch
 * (and http://example.com/a_(b)).
 *
 * [Optional] parts are in brackets, as in `fetch(url, [params])`; the result is an Array<Link>, not an
 * Array.<Array<string>>. See {@link summary}, {@link https://example.com/docs the docs} and [Page](Pages.gs).
 *
 * Example:
 *
 *     const links = collect('https://example.com');
 *
 * ~~~
 * collect('https://example.com')[0].title;
 * ~~~
 *
 * -     links[0];
 * - an unclosed ` backtick, a <b>bold</b> word<br>and a [reference][1]
 *
 * [1]: https://example.com/reference
 *
 * @license MIT
 * @param {String|Null} url [Optional] The page, https://example.com by default.
 * @param {Number|Null} limit how many, `null` for all [0..n]
 * @return {Link[]} the links
 */
function collect(url, limit) {
  return linksIn_(UrlFetchApp.fetch(url ?? 'https://example.com').getContentText()).slice(0, limit ?? undefined);
}

/**
 * What is on a page.
 *
 * @typedef {Object} Link
 * @property {string} title What is between <a> and </a>.
 * @property {string} target Where it leads to: https://…, [mailto:] or <relative>.
 */

/**
 * The digest of a page, as {@link https://developers.google.com/apps-script/reference/utilities/utilities}
 * computes it.
 *
 * ```rust
 * not(rust);
 * ```
 *
 * @param {string} url
 * @return {Byte[]}
 */
function digest(url) {
  return Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, url);
}

/**
 * How many links there are, {@linkcode collect}ed.
 * @preserve
 * @returns {Integer}
 */
function summary() {
  return collect(null, null).length;
}

function linksIn_(html) {
  return [...html.matchAll(/<a href="([^"]*)">([^<]*)<\/a>/g)].map(([, target, title]) => ({ title, target }));
}
