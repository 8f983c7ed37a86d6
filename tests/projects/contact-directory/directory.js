/**
 * @fileoverview Contacts in the style of the Closure compiler.
 * @suppress {checkTypes}
 */

/** @const {string} */
const SHEET = 'Contacts';

/** @enum {string} */
const Group = { FAMILY: 'family', WORK: 'work' };

/**
 * @typedef {{
 *   name: string,
 *   emails: !Array<string>,
 *   phone: (string|undefined),
 *   birthday: ?{month: number, day: number},
 *   groups: !Array<!Group>,
 *   extra: !Object<string, (string|number|boolean)>
 * }}
 */
let Contact;

/**
 * @record
 */
function Page() {}
/** @type {number} */
Page.prototype.next;

/**
 * @param {string} name
 * @return {?Contact} Null for an unknown name.
 */
function find(name) {
  return all_().find((contact) => contact.name === name) || null;
}

/**
 * @param {!Contact} contact
 * @return {!Contact}
 * @throws {Error} If there is one of this name.
 */
function add(contact) {
  if (find(contact.name)) throw new Error(`${contact.name} is there already`);
  sheet_().appendRow([contact.name, JSON.stringify(contact)]);
  return contact;
}

/**
 * @param {string=} opt_group
 * @param {number=} opt_limit
 * @param {number=} opt_offset
 * @return {!Array<!Contact>}
 */
function list(opt_group, opt_limit, opt_offset) {
  const offset = opt_offset || 0;
  return all_()
    .filter((contact) => !opt_group || contact.groups.includes(opt_group))
    .slice(offset, offset + (opt_limit || 100));
}

/**
 * @param {string} name
 * @param {...string} var_args
 */
function addEmails(name, var_args) {
  const contact = find(name);
  contact.emails.push(...Array.prototype.slice.call(arguments, 1));
}

/**
 * @param {(string|!Array<string>)} names
 * @return {number}
 */
function remove(names) {
  return [].concat(names).filter((name) => find(name)).length;
}

/**
 * @param {function(!Contact): boolean} predicate
 * @return {!Array<!Contact>}
 */
function filter(predicate) {
  return all_().filter(predicate);
}

/** @return {!Object<string, !Array<!Contact>>} */
function byGroup() {
  const groups = {};
  all_().forEach((contact) => contact.groups.forEach((group) => (groups[group] = groups[group] || []).push(contact)));
  return groups;
}

/** @return {{count: number, newest: (!Contact|null)}} */
function stats() {
  const contacts = all_();
  return { count: contacts.length, newest: contacts[contacts.length - 1] || null };
}

/** @private */
function sheet_() {
  return SpreadsheetApp.getActive().getSheetByName(SHEET);
}

/**
 * @return {!Array<!Contact>}
 * @private
 */
function all_() {
  return sheet_().getDataRange().getValues().map(([, json]) => JSON.parse(json));
}
