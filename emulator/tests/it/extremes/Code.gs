// Arguments that nobody means: none of them may stop the emulator's own code.

const widths = [65535, 65536, 70000];

function wideDates() {
  const day = new Date(Date.UTC(2026, 10, 24, 5));
  return widths.map((width) =>
    ['y', 'Y', 'd', 'H', 'S', 'D', 'E', 'M'].map((letter) => {
      const written = Utilities.formatDate(day, 'UTC', letter.repeat(width));
      return [written.length, written.slice(-4)];
    }),
  );
}

function wideNumbers() {
  const cell = SpreadsheetApp.create('wide').getSheets()[0].getRange('A1').setValue(1234.5);
  return widths.map((width) =>
    [
      '0'.repeat(width),
      `#,##${'0'.repeat(width)}`,
      `0.${'0'.repeat(width)}`,
      `0E+${'0'.repeat(width)}`,
      `${'h'.repeat(width)}`,
      `[${'h'.repeat(width)}]`,
    ].map((format) => {
      const written = cell.setNumberFormat(format).getDisplayValue();
      return [written.length, written.slice(-4)];
    }),
  );
}

function wideTexts() {
  return ['%70000d', '%-70000s', '%070000d', '%.70000f', '%.70000d', '%.70000e', '%.70000g'].map(
    (format) => Utilities.formatString(format, 5).length > 0,
  );
}

function longWaits() {
  const lock = LockService.getScriptLock();
  const refused = (wait) => {
    try {
      return lock.waitLock(wait);
    } catch (error) {
      return String(error);
    }
  };
  const tried = [-100, -1e300].map((wait) => lock.tryLock(wait));
  return [tried, refused(-1), lock.hasLock(), [1e22, 1e300, Infinity].map((wait) => lock.tryLock(wait)), lock.hasLock()];
}

// Calls every member of a service with every extreme value, and those of the first object that it returns.
function sweep(name) {
  const extremes = [-1, 0, 1, 2 ** 31, 2 ** 53, 1e22, -1e22, 1e308, Infinity, NaN, '', 'A1', '\ud800', null, [], [[]], [['x']], {}, new Date(8.64e15), new Date(NaN)];
  let calls = 0;
  const visit = (object, depth) => {
    const names = new Set();
    for (let level = object; level && level !== Object.prototype && level !== Array.prototype; level = Object.getPrototypeOf(level)) {
      Object.getOwnPropertyNames(level).forEach((member) => names.add(member));
    }
    for (const member of names) {
      let inner = depth - 1;
      if (SKIPPED.has(member)) continue;
      for (const values of [[], ...extremes.map((one) => [one]), ...extremes.map((one) => [one, one]), [1, 1, 1e22], [1, 1, 1, 1e22], [1e22, 1e22, 1e22, 1e22], [1, 2 ** 31]]) {
        calls += 1;
        try {
          const made = object[member](...values);
          if (inner >= 0 && made !== null && typeof made === 'object' && made !== object) {
            visit(made, inner);
            inner = -1;
          }
        } catch (error) {
          continue;
        }
      }
    }
  };
  visit(globalThis[name], DEPTHS[name] ?? 1);
  return calls > 0;
}

// What waits, ends the run, or has no end.
const SKIPPED = new Set(['constructor', 'sleep', 'toString', 'waitLock']);
const DEPTHS = { SpreadsheetApp: 0, DriveApp: 0 };

function sweepSheet() {
  const book = SpreadsheetApp.create('swept', 20, 20);
  globalThis.book = book;
  globalThis.sheet = book.getSheets()[0].setName('One');
  globalThis.range = globalThis.sheet.getRange('B2:C3').setValues([[1, 'x'], ['=B2', true]]);
  DEPTHS.book = DEPTHS.sheet = DEPTHS.range = 0;
  return ['book', 'sheet', 'range'].every(sweep);
}

const LONG = 2 ** 20;

// A long text in many cells: it is there once, on either side.
function longTexts() {
  const sheet = SpreadsheetApp.getActiveSpreadsheet().getSheets()[0];
  const range = sheet.getRange('A1:Z1000');
  const long = 'x'.repeat(LONG);
  const rule = SpreadsheetApp.newDataValidation().requireNumberGreaterThan(1).setHelpText(long).build();
  range.setDataValidation(rule);
  range.setNotes(Array.from({ length: 1000 }, () => new Array(26).fill(long)));
  range.setValue('y'.repeat(50000));
}

function lengths() {
  const range = SpreadsheetApp.getActiveSpreadsheet().getSheets()[0].getRange('A1:Z1000');
  return [
    range.getCell(1000, 26).getDataValidation().getHelpText().length,
    ...[range.getNotes(), range.getValues(), range.getDisplayValues()].map((grid) => grid[999][25].length),
  ];
}

// Texts that are made anew for each cell do not leave the engine's limit behind.
function longFormats() {
  const range = SpreadsheetApp.create('long').getSheets()[0].getRange('A1:Z1000').setValue(1);
  range.setNumberFormat('0'.repeat(2 ** 15));
  return range.getDisplayValues().length;
}
