// Runs that are cancelled: none of them may take down the emulator.

// Works for a while without looking whether the run must end.
function block() {
  console.log('blocked');
  return new Array(600000).join('ab').length;
}

// Is cancelled while it blocks, so that the first look comes while the values are made, checked or written.
function blockThenWrite(rows) {
  const sheet = SpreadsheetApp.create('b', rows, 2).getSheets()[0];
  block();
  const values = [];
  for (let row = 1; row <= rows; row += 1) values.push([1, 2]);
  sheet.getRange(1, 1, rows, 2).setValues(values);
  return sheet.getRange(rows, 2).getValue();
}

// Is cancelled while it blocks, so that the first look comes while a list is searched.
function blockThenSearch(method, steps) {
  const rows = Array.from({ length: 20000 }, (_, row) => [`a${row}`]);
  for (let step = 0; step < steps; step += 1) continue;
  block();
  for (;;) rows[method]((row) => row.length > 1);
}

// Is cancelled while it waits for spreadsheets that another run keeps busy.
function writeAfterWait(rows) {
  const sheet = SpreadsheetApp.getActiveSpreadsheet().getSheets()[0];
  console.log(`writes ${rows}`);
  for (;;) {
    const values = [];
    for (let row = 1; row <= rows; row += 1) values.push([row, 2]);
    sheet.getRange(1, 1, rows, 2).setValues(values);
  }
}

function keepSpreadsheetsBusy() {
  const sheet = SpreadsheetApp.getActiveSpreadsheet().insertSheet();
  sheet.getRange(1, 1, 900, 1).setFormulas(Array.from({ length: 900 }, (_, row) => [`=A${row + 2}+1`]));
  console.log('busy');
  for (let n = 0; ; n += 1) {
    sheet.getRange(901, 1).setValue(n);
    sheet.getRange(1, 1).getValue();
  }
}

// One of the ways to work without end.
function workWithoutEnd(place, url) {
  const work = WORK[place % WORK.length];
  for (;;) work(url);
}

const lists = () => Array.from({ length: 200 }, (_, place) => [place, { place }]);

const WORK = [
  function find() {
    const all = lists();
    all.find((one) => one.length > 2);
    all.findLast((one) => one.length > 2);
    all.findIndex((one) => one.length > 2);
    all.findLastIndex((one) => one.length > 2);
  },
  function arrays() {
    const all = lists();
    all.map((one) => [one]).filter((one) => one[0][0] % 2).forEach((one) => [one]);
    all.reduce((sum, one) => [sum, one], []);
    all.sort((one, other) => other[0] - one[0]).flatMap((one) => one).includes({});
    all.every((one) => [one]) && all.some((one) => !one);
    all.indexOf({});
    all.lastIndexOf({});
  },
  function iterators() {
    function* inner() {
      try {
        for (const one of lists()) yield one;
      } finally {
        [1].map((one) => [one]);
      }
    }
    for (const [place] of inner()) {
      if (place > 50) break;
    }
    new Map(inner()).forEach((value, key) => [value, key]);
    new Set(inner());
    Object.fromEntries(inner());
  },
  function promises() {
    const again = async (depth) => {
      await null;
      try {
        return depth ? [await again(depth - 1)] : [];
      } finally {
        await Promise.all([depth, Promise.resolve([depth])]);
      }
    };
    async function* several() {
      yield* lists();
    }
    again(5);
    Array.fromAsync(several(), async (one) => [one]);
  },
  function texts() {
    const text = 'key1=val1;key22=val22;k=v '.repeat(20);
    text.replace(/(\w+)=(\w+);?/g, (...parts) => [parts].join());
    [...text.matchAll(/(\w)(\d)/g)];
    text.split(/[;=]/);
    /^(a+)+$/.test('a'.repeat(10) + 'b');
    JSON.parse(JSON.stringify(lists(), (key, value) => value), (key, value) => value);
  },
  function classes() {
    class Base {
      #own = [1];
      get own() {
        return this.#own;
      }
      *[Symbol.iterator]() {
        yield* this.#own;
      }
    }
    const one = new (class extends Base {})();
    [...one];
    const proxy = new Proxy(one, { get: (target, name) => Reflect.get(target, name, target) });
    proxy.own;
    proxy instanceof Base;
    try {
      null.own;
    } catch (error) {
      error.stack;
    }
    eval('[1].map((one) => [one])');
  },
  function locks() {
    const lock = LockService.getScriptLock();
    if (lock.tryLock(50)) {
      Utilities.sleep(1);
      lock.releaseLock();
    }
  },
  function waits() {
    LockService.getUserLock().waitLock(1e9);
    Utilities.sleep(1e5);
  },
  function cells() {
    const sheet = SpreadsheetApp.getActiveSpreadsheet().getSheets()[0];
    sheet.getRange(1, 1, 200, 2).setValues(lists().map(([place]) => [place, `=A${place + 1}&"x"`]));
    sheet.getRange(1, 1, 200, 2).getValues().find(([one]) => one === 'none');
    sheet.getRange(1, 3).setFormula('=SUM(A1:A200)');
    sheet.getRange(1, 3).getDisplayValue();
    sheet.createTextFinder('19').findAll().find((range) => range.getRow() > 300);
  },
  function stores() {
    PropertiesService.getScriptProperties().setProperties({ a: 'b', c: 'd' });
    CacheService.getScriptCache().putAll({ a: 'b' });
    Utilities.formatDate(new Date(), 'UTC', 'yyyy');
    Utilities.computeDigest(Utilities.DigestAlgorithm.MD5, 'text');
    DriveApp.createFile('a.txt', 'text').setTrashed(true);
  },
  function fetches(url) {
    UrlFetchApp.fetchAll([url, url]);
  },
  function logs() {
    console.log('%s %o', 'again', lists()[1]);
  },
];

// Is cancelled by what it calls, and tries to go on.
function actAfterCancel() {
  const act = (place) => PropertiesService.getScriptProperties().setProperty(place, 'acted');
  try {
    Test.cancel();
    act('after');
  } catch (error) {
    act('catch');
  } finally {
    act('finally');
  }
}

// Calls what nothing can end.
function callWithoutEnd() {
  Test.block();
}

function log(lines) {
  for (let line = 1; line <= lines; line += 1) console.log(line);
}
