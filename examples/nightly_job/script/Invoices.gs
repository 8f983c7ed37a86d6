// The sheet has a row for each invoice, with the columns Number, Amount, Total and Times.

const FIRST_ROW = 2;
const AMOUNT = 2;
const TOTAL = 3;
const TIMES = 4;

/** How many rows a part has. One run at a time works on a part. */
const PART = 40;

/** In milliseconds: no row takes longer than that. */
const SLOWEST_ROW = 5000;

/**
 * What is left to do: a token for each part that has open rows.
 *
 * @return {{rows: number, done: number, tokens: string[]}}
 */
function plan() {
  const sheet = sheet_();
  const rows = sheet.getLastRow() - FIRST_ROW + 1;
  const times = sheet.getRange(FIRST_ROW, TIMES, rows).getValues().flat();
  const tokens = [];
  for (let start = 0; start < rows; start += PART) {
    const end = Math.min(start + PART, rows);
    const open = times.slice(start, end).indexOf('');
    if (open >= 0) {
      tokens.push(`${FIRST_ROW + start + open}-${FIRST_ROW + end - 1}`);
    }
  }
  return { rows, done: times.filter((value) => value !== '').length, tokens };
}

/**
 * Does the rows of a part, in their order, until the time is over.
 *
 * `done` counts the rows between this token and the next one. If another run works on the part, which may be one whose
 * caller was killed, `busy` says so and nothing is done. So this may be called twice without harm.
 *
 * @param {string} token
 * @param {number} seconds
 * @return {{done: number, next: (string|null), busy: boolean}}
 */
function work(token, seconds) {
  const [first, last] = token.split('-').map(Number);
  const until = Date.now() + 1000 * seconds;
  const part = `part-${last}`;
  const lease = String(until + SLOWEST_ROW);
  if (!takeLease_(part, lease)) {
    return { done: 0, next: token, busy: true };
  }
  try {
    const open = workUntil_(first, last, until);
    return { done: open - first, next: open > last ? null : `${open}-${last}`, busy: false };
  } finally {
    returnLease_(part, lease);
  }
}

/** Returns the first row that is still open. */
function workUntil_(first, last, until) {
  const sheet = sheet_();
  for (let row = first; row <= last; row += 1) {
    if (Date.now() > until) {
      return row;
    }
    const [amount, , times] = sheet.getRange(row, AMOUNT, 1, TIMES - AMOUNT + 1).getValues()[0];
    if (times === '') {
      const total = total_(amount);
      // The result and its mark are written together, so that neither is there without the other.
      sheet.getRange(row, TOTAL, 1, 2).setValues([[total, Number(times) + 1]]);
      SpreadsheetApp.flush();
    }
  }
  return last + 1;
}

/** What takes its time. */
function total_(amount) {
  Utilities.sleep(20);
  return amount * 1.25;
}

function sheet_() {
  return SpreadsheetApp.getActive().getSheetByName('Invoices');
}

/** Takes the lease of a part, unless another run has one that is not over. */
function takeLease_(part, lease) {
  return locked_((properties) => {
    const held = Number(properties.getProperty(part) ?? 0);
    if (held > Date.now()) {
      return false;
    }
    properties.setProperty(part, lease);
    return true;
  });
}

/** Another run may have the lease by now, if this one took too long. */
function returnLease_(part, lease) {
  locked_((properties) => {
    if (properties.getProperty(part) === lease) {
      properties.deleteProperty(part);
    }
  });
}

function locked_(change) {
  const lock = LockService.getScriptLock();
  lock.waitLock(30000);
  try {
    return change(PropertiesService.getScriptProperties());
  } finally {
    lock.releaseLock();
  }
}
