var SS_ID = '1aBcDeFgHiJkLmNoPqRsTuVwXyZ';
var ss, cache;

/* constructor */
function Stock(sheet) {
  this.sheet = sheet;
  this.count = function (sku) {
    return Number(this.find(sku)[1]);
  };
}

Stock.prototype.find = function (sku) {
  var rows = this.sheet.getDataRange().getValues();
  for (var i in rows) {
    if (rows[i][0] == sku) return rows[i];
  }
  throw 'unknown sku ' + sku;
};

Stock.open = function () {
  ss = ss || SpreadsheetApp.openById(SS_ID);
  return new Stock(ss.getSheets()[0]);
};

function getCount(sku) {
  return Stock.open().count(sku);
}

function getCounts() {
  var counts = [];
  for (var i = 0; i < arguments.length; i++) {
    counts.push(getCount(arguments[i]));
  }
  return counts;
}

function setCount(sku, count, /* optional */ who) {
  if (typeof who === 'undefined') who = 'script';
  var stock = Stock.open(), row = stock.find(sku);
  stock.sheet.appendRow([sku, count, who, new Date()]);
  return [row[1], count];
}

function max(a, b) {
  function pick() {
    return Math.max.apply(Math, arguments);
  }
  return pick(a, b);
}

var min = function () {
  return Math.min.apply(Math, arguments);
}, average = function (list) {
  var sum = 0;
  each_(list, function (x) { sum += x; });
  return sum / list.length;
};

function each_(list, f) {
  for (var i = 0; i < list.length; i++) f(list[i], i);
}

this.version = function () {
  return 3;
};

if (typeof String.prototype.trim === 'undefined') {
  String.prototype.trim = function () {
    return this.replace(/^\s+|\s+$/g, '');
  };
}

function oldName(sku) { return getCount(sku); }
var newName = oldName;
