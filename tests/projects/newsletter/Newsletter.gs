/**
 * @typedef {object} Subscriber
 * @prop {string} email
 * @prop {string} name
 * @prop {string[]} [topics]
 */

/**
 * @typedef {Object} Issue
 * @property {string} subject
 * @property {string} body With `{{name}}` where the reader's name belongs.
 * @property {?string} topic
 */

/**
 * Sends an issue to everyone who wants its topic.
 *
 * @param {Issue} issue
 * @param {Array<Subscriber>} subscribers
 * @return {{sent: number, skipped: number, slug: string}}
 */
function sendIssue(issue, subscribers) {
  const wants = (subscriber) => !issue.topic || (subscriber.topics || []).includes(issue.topic);
  const chosen = subscribers.filter(wants);
  chosen.forEach((subscriber) => {
    MailApp.sendEmail(subscriber.email, issue.subject, TextTools.fill(issue.body, subscriber), {
      name: 'The newsletter',
      noReply: true,
    });
  });
  return {
    sent: chosen.length,
    skipped: subscribers.length - chosen.length,
    slug: TextTools.slugify(issue.subject),
  };
}

/**
 * What one reader would get.
 *
 * @param {Issue} issue
 * @param {Subscriber} subscriber
 * @return {string}
 */
function preview(issue, subscriber) {
  return TextTools.fill(issue.body, subscriber);
}

/**
 * Names in an issue that no subscriber has.
 *
 * @param {Issue} issue
 * @return {string[]}
 */
function unknownPlaceholders(issue) {
  return TextTools.placeholders(issue.body).filter((name) => !['name', 'email'].includes(name));
}

/** @return {string} */
const libraryVersion = () => TextTools.version();
