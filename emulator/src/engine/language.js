// Takes away what this engine has and Apps Script's V8 lacks: what belongs to browsers and not to the language, and
// what came into the language too late to count on.
(function () {
  'use strict';
  const { deleteProperty } = Reflect;

  function without(object, names) {
    for (const name of names) {
      deleteProperty(object, name);
    }
  }

  without(globalThis, [
    'AsyncDisposableStack',
    'DOMException',
    'DisposableStack',
    'Float16Array',
    'InternalError',
    'SuppressedError',
    'atob',
    'btoa',
    'crypto',
    'gc',
    'navigator',
    'os',
    'performance',
    'print',
    'queueMicrotask',
    'scriptArgs',
    'setInterval',
    'setTimeout',
    'std',
  ]);
  without(Iterator, ['concat', 'zip', 'zipKeyed']);
  without(Iterator.prototype, ['chunks', 'includes', 'join', 'windows']);
  without(Map.prototype, ['getOrInsert', 'getOrInsertComputed']);
  without(WeakMap.prototype, ['getOrInsert', 'getOrInsertComputed']);
  without(Math, ['f16round', 'sumPrecise']);
  without(DataView.prototype, ['getFloat16', 'setFloat16']);
  without(Uint8Array, ['fromBase64', 'fromHex']);
  without(Uint8Array.prototype, ['setFromBase64', 'setFromHex', 'toBase64', 'toHex']);
  without(Error, ['isError']);
  without(RegExp, ['escape']);
  without(Atomics, ['pause']);
  without(Symbol, ['asyncDispose', 'dispose']);
  without(Function.prototype, ['columnNumber', 'fileName', 'lineNumber']);
})()
