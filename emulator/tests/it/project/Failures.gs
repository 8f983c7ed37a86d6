class StockError extends Error {
  constructor(message) {
    super(message);
    this.name = 'StockError';
  }
}

function inner() {
  throw new RangeError('out of range');
}

function outer() {
  inner();
}

function property() {
  return undefined.length;
}

function unknownName() {
  return missing;
}

function ownClass() {
  throw new StockError('empty');
}

function text() {
  throw 'a text';
}

async function rejected() {
  await null;
  throw new TypeError('rejected');
}

function pollute() {
  Date.prototype.getTime = () => 0;
  Object.prototype.polluted = true;
  Array.prototype.map = null;
  globalThis.console = null;
  return new Date(0);
}

function absent() {
  return ['setTimeout', 'fetch', 'URL', 'atob', 'crypto', 'performance', 'navigator', 'window', 'process']
    .filter((name) => name in globalThis);
}

function logs() {
  console.log('%s has %d', 'A', 3, { left: 1 });
  console.warn('low');
  Logger.log('sum %s', 7);
}
