/**
 * @typedef Rule
 * @type {object}
 * @property {string} query
 * @property {string} label
 * @property {boolean} [archive=false]
 */

/** @type {Rule[]} */
const RULES = [
  { query: 'from:billing@', label: 'Invoices' },
  { query: 'list:*', label: 'Lists', archive: true },
];

/**
 * Applies rules; those of the script if none are given.
 *
 * @param {Rule[]} [rules]
 * @returns {Record<string, number>} how many threads each label got
 */
function triage(rules = RULES) {
  const counts = {};
  for (const { query, label, archive = false } of rules) {
    const threads = GmailApp.search(`${query} -label:${label}`, 0, 100);
    const target = GmailApp.getUserLabelByName(label) || GmailApp.createLabel(label);
    target.addToThreads(threads);
    if (archive) GmailApp.moveThreadsToArchive(threads);
    counts[label] = threads.length;
  }
  return counts;
}

/**
 * @param {string} query
 * @param {number} [max]
 * @returns {{id: string, subject: string, unread: boolean}[]}
 */
function searchThreads(query, max = 20) {
  return GmailApp.search(query, 0, max).map((t) => ({ id: t.getId(), subject: t.getFirstMessageSubject(), unread: t.isUnread() }));
}

/**
 * @param {string} id
 * @returns {GoogleAppsScript.Gmail.GmailThread}
 */
function thread(id) {
  return GmailApp.getThreadById(id);
}

/** @returns {Map<string, number>} */
function unreadByLabel() {
  return new Map(GmailApp.getUserLabels().map((label) => [label.getName(), label.getUnreadCount()]));
}

/** @returns {Set<string>} */
const labels = () => new Set(GmailApp.getUserLabels().map((label) => label.getName()));
