function testBlobHoldsItsData() {
  const blob = Utilities.newBlob('é', 'text/html', 'a.html');
  equal(blob.getBytes(), [-61, -87]);
  equal(blob.getDataAsString(), 'é');
  equal(blob.getDataAsString('ISO-8859-1'), 'Ã©');
  equal([blob.getContentType(), blob.getName()], ['text/html', 'a.html']);
  equal(String(blob), 'Blob');
  equal(blob.isGoogleType(), false);
}

function testBlobHasDefaults() {
  const text = Utilities.newBlob('x');
  equal([text.getContentType(), text.getName()], ['text/plain', null]);
  const bytes = Utilities.newBlob([104, -1, 255, 0]);
  equal([bytes.getContentType(), bytes.getName()], [null, null]);
  equal(bytes.getBytes(), [104, -1, -1, 0]);
}

function testBlobSettersChain() {
  const blob = Utilities.newBlob('x').setName('b.CSV').setContentTypeFromExtension().setDataFromString('1,2');
  equal([blob.getName(), blob.getContentType(), blob.getDataAsString()], ['b.CSV', 'text/csv', '1,2']);
  equal(blob.setBytes([65]).getDataAsString(), 'A');
  equal(blob.setContentType(null).getContentType(), null);
  equal(blob.setDataFromString('é', 'UTF-16BE').getBytes(), [0, -23]);
}

function testBlobCopiesAreApart() {
  const blob = Utilities.newBlob('x', 'text/plain', 'a.txt');
  const copy = blob.copyBlob().setName('b.txt');
  equal([blob.getName(), copy.getName()], ['a.txt', 'b.txt']);
  equal(blob.getAs('text/plain').setName('c').getDataAsString(), 'x');
  equal(blob.getName(), 'a.txt');
}

function testBlobRefuses() {
  const blob = Utilities.newBlob('x');
  fails(
    () => blob.getAs('application/pdf'),
    'Exception: Converting from text/plain to application/pdf is not supported. The emulator converts no files: ' +
      'give a fake for what makes this blob.',
  );
  fails(
    () => Utilities.newBlob([1]).getAs('image/png'),
    'Exception: Blob object must have non-null content type for this operation.',
  );
  fails(() => blob.getDataAsString('no such'), 'Exception: Invalid argument: no such');
  fails(() => blob.setBytes('x'), "Exception: The parameters (String) don't match the method signature for Blob.setBytes.");
  fails(
    () => Utilities.newBlob({}),
    "Exception: The parameters ((class)) don't match the method signature for Utilities.newBlob.",
  );
}

function testBlobSurvivesPollutionOnceItIsMade() {
  Utilities.newBlob('x');
  Array.prototype.map = Array.prototype.push = String.prototype.split = WeakMap.prototype.get = () => {
    throw new Error('polluted');
  };
  equal(Utilities.newBlob('é').getBytes(), [-61, -87]);
}

function testBlobOfHalfASurrogatePair() {
  equal(Utilities.newBlob('\ud834').getDataAsString(), '\ufffd');
}

function testBlobIsLarge() {
  const blob = Utilities.newBlob('x'.repeat(1000000));
  equal(blob.getBytes().length, 1000000);
  equal(Utilities.newBlob(blob.getBytes()).getDataAsString().length, 1000000);
}
