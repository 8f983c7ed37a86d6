// What a script may do to the emulator, by mistake or not. Each must end its own run only.

// Without end.
function loop() { for (;;) {} }
function loopInCatch() { for (;;) { try { for (;;) {} } catch (e) { continue; } finally { loop(); } } }
function regularExpression() { return /^(a+)+$/.test('a'.repeat(40) + 'b'); }
function comparator() { [3, 1, 2].sort(() => { for (;;) {} }); }
function getterOfResult() { return { get price() { for (;;) {} } }; }
function jobs() { const again = () => Promise.resolve().then(again); again(); }
async function awaits() { for (;;) await null; }
function toJson() { const value = { toJSON: () => ({ again: value }) }; JSON.stringify(value); }
function proxyOfResult() { return new Proxy({}, { ownKeys() { for (;;) {} } }); }
function thrownName() { throw Object.defineProperty(new Error('x'), 'name', { get() { for (;;) {} } }); }
function hugeArrayLike() { return Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1); }
function hugeResult() { return new Array(2 ** 32 - 1); }
function generator() { function* all() { for (;;) yield 1; } return [...all()].length && 'unreachable'; }

// Without measure.
function memory() { const all = []; for (;;) all.push(new Array(1000).fill('x')); }
function text() { let all = 'x'; for (;;) all += all + Math.random(); }
function buffers() { const all = []; for (;;) all.push(new Uint8Array(1 << 20)); }
function longText() { return 'x'.repeat(2 ** 30); }
function caughtMemory() { try { memory(); } catch (e) { return 'went on'; } }
function deep() { return deep() + 1; }
function deepGetter() { const o = { get o() { return o.o; } }; return o.o; }
function deepJson() { let all = []; for (let i = 0; i < 1e5; i += 1) all = [all]; return JSON.stringify(all); }
function deepResult() { let all = []; for (let i = 0; i < 1e5; i += 1) all = [all]; return all; }

// With built-ins that lie.
const poison = { get() { throw new Error('poisoned'); }, set() { throw new Error('poisoned'); }, configurable: true };
function polluted() {
  Object.defineProperty(Object.prototype, 'a', poison);
  Object.defineProperty(Object.prototype, '0', poison);
  Object.defineProperty(Object.prototype, 'value', poison);
  Object.prototype.get = Object.prototype.toJSON = () => { throw new Error('poisoned'); };
  return [1, { b: 'fine' }];
}
function replaced() {
  Array.prototype.map = Array.prototype.push = Array.prototype[Symbol.iterator] = () => { throw new Error('replaced'); };
  JSON.stringify = JSON.parse = () => 'replaced';
  Promise.prototype.then = () => 'replaced';
  Reflect.apply = Function.prototype.call = Function.prototype.apply = () => 'replaced';
  Map.prototype.get = WeakMap.prototype.get = WeakMap.prototype.set = () => 'replaced';
  String.prototype.split = Object.keys = Object.defineProperty = () => 'replaced';
  console.log('still %s', 'here');
  return [true, { b: 'fine' }];
}
async function replacedThen() { Promise.prototype.then = () => 'replaced'; await null; return 'fine'; }
function replacedGlobals() {
  Object.defineProperty(globalThis, 'console', { get() { throw new Error('no'); } });
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    try { globalThis[name] = undefined; delete globalThis[name]; } catch (e) { continue; }
  }
  return 'fine';
}
function frozen() { Object.freeze(globalThis); Object.freeze(Object.prototype); Object.freeze(Error); return 'fine'; }
function prototypeOfGlobal() { Object.setPrototypeOf(globalThis, new Proxy({}, { has: () => true, get: () => 1 })); return typeof anything; }

// With results and errors that lie.
function throwingGetter() { return { get a() { throw new Error('no'); } }; }
function proxyOfArray() { return new Proxy([1, 2], { get: (target, name) => (name === 'length' ? 2 : target[name]) }); }
function throwingProxy() { return new Proxy({}, { ownKeys() { throw new Error('no'); } }); }
function revoked() { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; }
function throwsProxy() { throw new Proxy({}, { get() { throw new Error('no'); } }); }
function throwsNull() { throw null; }
function throwsUndefined() { throw undefined; }
function throwsSymbol() { throw Symbol('mine'); }
function throwsNumber() { throw 5; }
function throwsObject() { throw { message: 'mine' }; }
function throwsHostile() {
  const error = new RangeError('x');
  for (const name of ['name', 'message', 'stack', 'toString']) {
    Object.defineProperty(error, name, { get() { throw new Error('no'); } });
  }
  throw error;
}
function throwsWithoutPrototype() { throw Object.setPrototypeOf(new Error('bare'), null); }
function throwsWithTexts() { const error = new Error('m'); error.stack = 5; error.name = ''; throw error; }
function preparesStacks() { Error.prepareStackTrace = () => { throw new Error('no'); }; null.x; }
function limitsStacks() { Error.stackTraceLimit = { valueOf() { throw new Error('no'); } }; null.x; }

// Towards the machine.
function reach() {
  const found = ['require', 'process', 'std', 'os', 'bjson', 'Deno', 'Bun', 'load', 'loadFile', 'readFile', 'fetch', 'XMLHttpRequest', 'Worker']
    .filter((name) => name in globalThis);
  return found;
}
async function imports() { return import('std'); }
async function importsFile() { return import('/etc/passwd'); }

let runs = 0;
function count() { runs += 1; return [runs, [].map.name, JSON.stringify({ a: 1 }), typeof console.log, 'a' in {}]; }
