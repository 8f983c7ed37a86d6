/**
 * Takes answers of a form: checks, keeps and confirms them.
 *
 * @typedef {{field: string, message: string}} Problem
 * @typedef {{name: string, email: string, age?: number, topics?: string[]}} Answers
 */

/** Fields and what they must match. */
const FIELDS = {
  name: /\S/,
  email: /^[^@\s]+@[^@\s]+$/,
};

/**
 * @param {Answers} answers
 * @return {Problem[]}
 */
function validate(answers) {
  return Object.entries(FIELDS)
    .filter(([field, pattern]) => !pattern.test(answers[field] || ''))
    .map(([field]) => ({ field, message: `${field} is missing or malformed` }));
}

/**
 * @param {Answers} answers
 * @return {{accepted: true, row: number} | {accepted: false, problems: Problem[]}}
 */
function submit(answers) {
  const problems = validate(answers);
  if (problems.length) return { accepted: false, problems };
  const sheet = SpreadsheetApp.getActive().getSheetByName('Answers');
  sheet.appendRow([new Date(), answers.name, answers.email, answers.age ?? '', (answers.topics ?? []).join()]);
  confirm_(answers);
  return { accepted: true, row: sheet.getLastRow() };
}

/**
 * The installable trigger of the form.
 * @param {GoogleAppsScript.Events.SheetsOnFormSubmit} event
 */
function onSubmit(event) {
  const [, name, email] = event.values;
  submit({ name, email });
}

function confirm_({ name, email }) {
  MailApp.sendEmail(email, 'Thank you', `Dear ${name}, we have your answers.`);
}
