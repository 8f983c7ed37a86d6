const test = require('node:test');
function localOnly() {}
test('x', localOnly);
