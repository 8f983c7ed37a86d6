function echo(value) { return value; }
function nothing() {}
function aDate() { return new Date(0); }
function nestedDate() { return { rows: [[1, new Date(0)]] }; }
function renamedDate() { const date = new Date(0); date[Symbol.toStringTag] = 'Object'; return date; }
function dateOfNoClass() { return Object.setPrototypeOf(new Date(0), null); }
function hiddenDate() { return Object.setPrototypeOf(new Date(0), new Proxy({}, { has() { throw new Error('hidden'); } })); }
function calledDate() { return { get [Symbol.toStringTag]() { return 'Date'; }, calls: [new Proxy([1], {}), new Proxy({ a: new Map() }, {})] }; }
function aFunction() { return echo; }
function circular() { const a = {}; a.self = a; return a; }
function notFinite() { return NaN; }
function bigInteger() { return 10n; }
function holes() { return { gone: undefined, slots: [1, undefined, , 4] }; }
function shared() { const row = [1]; return [row, row]; }
async function later() { await null; return 'settled'; }
const arrow = () => 'arrow';
let letFunction = function () { return 'let'; };
function private_() { return 'private'; }
function twoArguments(a, b) { return [a, b === undefined ? 'undefined' : b]; }
function integralFloat() { return 2.5 * 2; }
function dateInGrid() { return [['sku', 'counted'], ['A-1', 5, 1, 2, new Date(0)]]; }
function symbolInMap() { return { 'a b': Symbol('x') }; }
function throwingGetter() { return { rows: [{ get x() { throw new Error('x'); } }] }; }
