// A text that the engine holds once must not be held many times by the host.
const large = 'x'.repeat(2000000);

function testLargePropertiesAreRefused() {
  const properties = {};
  for (let i = 0; i < 1000; i += 1) {
    properties[i] = large;
  }
  fails(
    () => PropertiesService.getScriptProperties().setProperties(properties),
    'Exception: Argument too large: value',
  );
  fails(() => CacheService.getScriptCache().putAll(properties), 'Exception: Argument too large: value');
}

function testLargeArchivesAreRefused() {
  const blobs = new Array(1000).fill(Utilities.newBlob(large, 'text/plain', 'a'));
  fails(() => Utilities.zip(blobs), 'Exception: Invalid argument: the blobs have more than 50 MB together');
}

function testLargeFormatsAreRefused() {
  fails(
    () => Utilities.formatString('x', ...new Array(1000).fill(large)),
    'Exception: Invalid argument: the texts to format are too large',
  );
}
