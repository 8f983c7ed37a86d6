/**
 * A board of tasks in the sheet "Tasks" of this spreadsheet.
 *
 * Columns: id, title, owner, status, points, due.
 */

const SHEET_NAME = 'Tasks';
const HEADERS = ['id', 'title', 'owner', 'status', 'points', 'due'];

/**
 * One row of the board.
 *
 * @typedef {Object} Task
 * @property {number} id
 * @property {string} title
 * @property {string} owner Empty while nobody has taken the task.
 * @property {string} status `open`, `doing` or `done`.
 * @property {number} points
 * @property {string} [due] The day in ISO form, if there is one.
 */

/**
 * Creates the sheet with its header row. Safe to call again.
 */
function setUp() {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  if (spreadsheet.getSheetByName(SHEET_NAME)) return;
  const sheet = spreadsheet.insertSheet(SHEET_NAME);
  sheet.getRange(1, 1, 1, HEADERS.length).setValues([HEADERS]).setFontWeight('bold');
  sheet.setFrozenRows(1);
}

/**
 * All tasks, or those of one status.
 *
 * @param {string=} status
 * @return {Task[]}
 */
function listTasks(status) {
  const tasks = readTasks_();
  return status ? tasks.filter((task) => task.status === status) : tasks;
}

/**
 * One task, or null if there is none with this id.
 *
 * @param {number} id
 * @return {?Task}
 */
function getTask(id) {
  return readTasks_().find((task) => task.id === id) || null;
}

/**
 * Puts a task at the end of the board.
 *
 * @param {string} title
 * @param {number} [points=1]
 * @param {string} [due] ISO date, for example 2026-03-31.
 * @return {Task} The task as it was written.
 */
function addTask(title, points = 1, due) {
  if (!title || !title.trim()) {
    throw new Error('A task needs a title');
  }
  const sheet = boardSheet_();
  const ids = readTasks_().map((task) => task.id);
  const id = ids.length ? Math.max(...ids) + 1 : 1;
  const row = [id, title.trim(), '', 'open', points, due || ''];
  sheet.appendRow(row);
  return toTask_(row);
}

/**
 * Changes some fields of a task.
 *
 * @param {number} id
 * @param {{title: (string|undefined), owner: (string|undefined), status: (string|undefined), points: (number|undefined)}} changes
 * @return {Task}
 */
function updateTask(id, changes) {
  const rowNumber = rowOf_(id);
  const range = boardSheet_().getRange(rowNumber, 1, 1, HEADERS.length);
  const row = range.getValues()[0];
  HEADERS.forEach((header, column) => {
    if (header !== 'id' && Object.prototype.hasOwnProperty.call(changes, header)) {
      row[column] = changes[header];
    }
  });
  range.setValues([row]);
  return toTask_(row);
}

/**
 * @param {number} id
 * @return {boolean} Whether there was such a task.
 */
function deleteTask(id) {
  try {
    boardSheet_().deleteRow(rowOf_(id));
    return true;
  } catch (e) {
    if (e instanceof RangeError) return false;
    throw e;
  }
}

/**
 * Points by status.
 *
 * @returns {Object<string, number>}
 */
function pointsByStatus() {
  return readTasks_().reduce((sums, { status, points }) => {
    sums[status] = (sums[status] || 0) + points;
    return sums;
  }, {});
}

/** @return {GoogleAppsScript.Spreadsheet.Sheet} */
function boardSheet_() {
  const sheet = SpreadsheetApp.getActiveSpreadsheet().getSheetByName(SHEET_NAME);
  if (!sheet) throw new Error(`There is no sheet ${SHEET_NAME}: run setUp first`);
  return sheet;
}

function readTasks_() {
  const sheet = boardSheet_();
  const last = sheet.getLastRow();
  if (last < 2) return [];
  return sheet
    .getRange(2, 1, last - 1, HEADERS.length)
    .getValues()
    .filter((row) => row[0] !== '')
    .map(toTask_);
}

function rowOf_(id) {
  const index = readTasks_().findIndex((task) => task.id === id);
  if (index < 0) throw new RangeError(`No task ${id}`);
  return index + 2;
}

function toTask_([id, title, owner, status, points, due]) {
  const task = { id, title, owner, status, points };
  if (due) task.due = due instanceof Date ? Utilities.formatDate(due, 'Europe/Berlin', 'yyyy-MM-dd') : due;
  return task;
}
