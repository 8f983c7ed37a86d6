// Made for this test alone.
const PRIVATE_KEY = [
    '-----BEGIN PRIVATE KEY-----',
    'MIICdwIBADANBgkqhkiG9w0BAQEFAASCAmEwggJdAgEAAoGBAL+FtTzBGXbpLmB9',
    'mLWoEWYri0nl60hQC4mY/ZRV6ui7ul3T91R7UrOcuYuUdH5Xu8M4jGWdWxp2SWIe',
    'vRRbrC6slyeS0Co9JT0g8IIjF4xgUgbxXAIKXROY0gWCrSGfRIEcXTFkG7b8Oawn',
    'dEyvGJkNob+tqSAgMCe9Pj0WKkwnAgMBAAECgYAQZzY/jtZMfeov73Hd1RgwZPhY',
    'Cu4c0mY6kbTeOIGXD0UF9jqPrMRHh9vIXZ2gmIkHTleP+GsuGAVu9u0Ayl0zt/Km',
    'anjQLShy1LmeYvFQhTo60756zp1SH3e2H7bpnhOhfnjHIbye8fILfZSHOH30GBlr',
    'm/xkmvzzhKHzAxfAuQJBAPp8JqROKxv97XIE3/ez2ai+56lhXhHmI2mstdQ0YzN5',
    'PxW1VeYbE7VTejtMyZdDBkI3iG2GTTAJwJYaWvkTr8MCQQDDvTdWQai/nUFPB/OC',
    'YNlp9ehTAJcPIEtRxSRJ25uTpPdn7RA81uAAY5kmwqKnOBtAppGsaQixab5UXMXs',
    '+2/NAkBrwjFVihNdrXYTESnRBFxlDgvXgH3ZsWoWsihfLFJo+IY9Lo/PuGJYJZt2',
    'G2i2XC07G2zjwV0/h1KEwL3WXbPFAkEAwgKEHMzLs9DscKcS54GTPYFtmweUsntx',
    '7ESY6VPwanEygCHq3EKml/wgStjUWyYzbOssrFUXNrH24qtpyrCVaQJBAOQJ88pt',
    'xLSxz2Dj5GEMDpzbb8qaivAH4wotVJC59gkGr510s0IJlt/BN47LOIBu8L52RAqM',
    '5MEVEuiEPAX39JA=',
    '-----END PRIVATE KEY-----',
].join('\n');

const hexadecimal_ = (bytes) => bytes.map((byte) => (byte & 255).toString(16).padStart(2, '0')).join('');

function testBase64() {
  equal(Utilities.base64Encode('A string here'), 'QSBzdHJpbmcgaGVyZQ==');
  equal(Utilities.base64Encode('Google グループ', Utilities.Charset.UTF_8), 'R29vZ2xlIOOCsOODq+ODvOODlw==');
  equal(Utilities.base64EncodeWebSafe('Google グループ', Utilities.Charset.UTF_8), 'R29vZ2xlIOOCsOODq-ODvOODlw==');
  equal(Utilities.base64Encode('é'), 'Pw==');
  equal(Utilities.base64Encode([-1, 0, 127]), '/wB/');
  equal(Utilities.base64EncodeWebSafe([-1, 0, 127]), '_wB_');
  equal(Utilities.base64Encode([]), '');
  equal(Utilities.base64Decode('/wB/'), [-1, 0, 127]);
  equal(Utilities.base64DecodeWebSafe('_wB_'), [-1, 0, 127]);
  const decoded = Utilities.base64Decode('R29vZ2xlIOOCsOODq+ODvOODlw==', Utilities.Charset.UTF_8);
  equal(Utilities.newBlob(decoded).getDataAsString(), 'Google グループ');
  fails(() => Utilities.base64Decode('QQ'), 'Exception: Could not decode string.');
  fails(() => Utilities.base64Decode('?'), 'Exception: Could not decode string.');
}

function testDigests() {
  const md5 = Utilities.computeDigest(Utilities.DigestAlgorithm.MD5, 'input to hash');
  equal(md5, [-16, -20, -112, 64, -50, -47, -118, 102, -113, 70, -112, 94, -34, -49, 117, -103]);
  const utf8 = Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, 'é', Utilities.Charset.UTF_8);
  equal(utf8, Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, [-61, -87]));
  fails(
    () => Utilities.computeDigest('MD5', 'x'),
    "Exception: The parameters (String,String) don't match the method signature for Utilities.computeDigest.",
  );
}

function testSignatures() {
  const expected = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
  const text = 'what do ya want for nothing?';
  equal(hexadecimal_(Utilities.computeHmacSha256Signature(text, 'Jefe')), expected);
  const algorithm = Utilities.MacAlgorithm.HMAC_SHA_256;
  equal(hexadecimal_(Utilities.computeHmacSignature(algorithm, text, 'Jefe', Utilities.Charset.UTF_8)), expected);
  const bytes = Utilities.newBlob(text).getBytes();
  equal(hexadecimal_(Utilities.computeHmacSha256Signature(bytes, [74, 101, 102, 101])), expected);
  fails(
    () => Utilities.computeHmacSha256Signature(bytes, 'Jefe'),
    "Exception: The parameters (number[],String) don't match the method signature for " +
      'Utilities.computeHmacSha256Signature.',
  );
}

function testRsaSignatures() {
  const sha256 =
    'FU5jW5qHejvk+AVhZECvMw1TGAB2NJW4ZWNTyf0Bj5mAs29go4gST6Vfzt+Osx58viCXliQcsoqf4Fed5IoeoK+SXODiAVwlHQljp2zIfi' +
    'DyciLEKt3FK350I2UsjVnku6F9B2/hxrQmcSniCqYOsv9ZzjT/5rcr4Gbfbf50Zhc=';
  const sha1 =
    'LvjBsvc+oWDuZ6XkCqxFLDwkhktHRGhIHEc5UcgvzGVU6BU+px7CLQ2lQZCioYv5JU2Gtm1EH7+kD1rcjY+0ekezVrWE0Xd0glxsAdK/H1' +
    'i+RCk1eRBq2XMgRbW9r59kwArQMjT3Fw0Jvy7XiqwxNvyC6lkysQU/mz78FdwrlDY=';
  equal(Utilities.base64Encode(Utilities.computeRsaSha256Signature('input to sign', PRIVATE_KEY)), sha256);
  equal(Utilities.base64Encode(Utilities.computeRsaSha1Signature('input to sign', PRIVATE_KEY)), sha1);
  const algorithm = Utilities.RsaAlgorithm.RSA_SHA_256;
  equal(Utilities.base64Encode(Utilities.computeRsaSignature(algorithm, 'input to sign', PRIVATE_KEY)), sha256);
  fails(() => Utilities.computeRsaSha256Signature('x', 'no key'), 'Exception: Invalid argument: key');
}

function testFormatDate() {
  const date = new Date(Date.UTC(2024, 6, 1, 12, 30));
  equal(Utilities.formatDate(date, 'Europe/Berlin', "yyyy-MM-dd'T'HH:mm:ss.SSSZ"), '2024-07-01T14:30:00.000+0200');
  equal(Utilities.formatDate(date, 'America/New_York', 'EEE, d MMM yyyy h:mm a z'), 'Mon, 1 Jul 2024 8:30 AM EDT');
  fails(
    () => Utilities.formatDate('2024', 'GMT', 'yyyy'),
    "Exception: The parameters (String,String,String) don't match the method signature for Utilities.formatDate.",
  );
  fails(
    () => Utilities.formatDate(null, 'GMT', 'yyyy'),
    "Exception: The parameters (null,String,String) don't match the method signature for Utilities.formatDate.",
  );
}

function testParseDate() {
  const date = Utilities.parseDate('1970-01-01 00:00:00', 'GMT', 'yyyy-MM-dd HH:mm:ss');
  equal([date.getTime(), date instanceof Date], [0, true]);
  fails(() => Utilities.parseDate('x', 'GMT', 'yyyy'), 'Exception: Unparseable date: "x"');
}

function testFormatString() {
  equal(Utilities.formatString('%11.6f', 123.456), ' 123.456000');
  equal(Utilities.formatString('%6s', 'abc'), '   abc');
  equal(Utilities.formatString('%s is %d%%, %05.1f', 'it', 50, 2.25), 'it is 50%, 002.2');
  fails(() => Utilities.formatString('%s'), 'Exception: Invalid argument: %s in the template of formatString');
}

function testParseCsv() {
  equal(Utilities.parseCsv('a,b,c\nd,"e,f",g'), [['a', 'b', 'c'], ['d', 'e,f', 'g']]);
  equal(Utilities.parseCsv('a\tb,c', '\t'), [['a', 'b,c']]);
  fails(() => Utilities.parseCsv('a,"b'), 'Exception: Could not parse text.');
}

function testJson() {
  equal(Utilities.jsonParse('{"a":[1]}'), { a: [1] });
  equal(Utilities.jsonStringify({ a: [1] }), '{"a":[1]}');
}

function testUuids() {
  const [one, other] = [Utilities.getUuid(), Utilities.getUuid()];
  equal(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(one), true);
  equal(one === other, false);
}

function testGzip() {
  const text = 'Some text to compress using gzip compression';
  const packed = Utilities.gzip(Utilities.newBlob(text, 'text/plain', 'text.txt'));
  equal([packed.getName(), packed.getContentType()], ['text.txt.gz', 'application/x-gzip']);
  equal(packed.getBytes().slice(0, 2), [31, -117]);
  const unpacked = Utilities.ungzip(packed);
  equal([unpacked.getDataAsString(), unpacked.getName(), unpacked.getContentType()], [text, 'text.txt', 'text/plain']);
  equal(Utilities.gzip(Utilities.newBlob('x'), 'x.gz').getName(), 'x.gz');
  fails(
    () => Utilities.ungzip(Utilities.newBlob('x')),
    'Exception: Invalid argument: the blob to ungzip must have the content type application/x-gzip',
  );
}

function testZip() {
  const blobs = [Utilities.newBlob('a', 'text/plain', 'a.txt'), Utilities.newBlob([-1], null, 'folder/b.png')];
  const packed = Utilities.zip(blobs);
  equal([packed.getName(), packed.getContentType()], ['archive.zip', 'application/zip']);
  const unpacked = Utilities.unzip(packed);
  equal(
    unpacked.map((blob) => [blob.getName(), blob.getContentType(), blob.getBytes()]),
    [['a.txt', 'text/plain', [97]], ['folder/b.png', 'image/png', [-1]]],
  );
  equal(Utilities.zip(blobs, 'b.zip').getName(), 'b.zip');
  fails(
    () => Utilities.zip([Utilities.newBlob('x')]),
    'Exception: Blob object must have non-null name for this operation.',
  );
  fails(
    () => Utilities.zip(['x']),
    "Exception: The parameters (Array) don't match the method signature for Utilities.zip.",
  );
}

function testEnumerations() {
  const { Charset, DigestAlgorithm } = Utilities;
  equal([String(Charset.UTF_8), DigestAlgorithm.SHA_1.toString()], ['UTF_8', 'SHA_1']);
  equal(Charset.UTF_8 === Utilities.Charset.UTF_8, true);
}

function testSleep() {
  const start = Date.now();
  Utilities.sleep(20);
  equal(Date.now() - start >= 20, true);
  fails(() => Utilities.sleep(300001), 'Exception: Invalid argument: 300001');
  fails(
    () => Utilities.sleep(),
    "Exception: The parameters () don't match the method signature for Utilities.sleep.",
  );
}
