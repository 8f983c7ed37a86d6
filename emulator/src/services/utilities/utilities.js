(function (host, kit) {
  'use strict';
  const { parse, stringify } = JSON;
  const NumberOf = Number;
  const DateOf = Date;
  const { getTime } = Date.prototype;
  const { apply } = Reflect;
  const { byteArray, enumeration, exception, memberOf } = kit;
  const { dataOf, find, make, typeOfName } = kit.blobs();

  const Charset = enumeration(['US_ASCII', 'UTF_8']);
  const DigestAlgorithm = enumeration(['MD2', 'MD5', 'SHA_1', 'SHA_256', 'SHA_384', 'SHA_512']);
  const MacAlgorithm = enumeration(['HMAC_MD5', 'HMAC_SHA_1', 'HMAC_SHA_256', 'HMAC_SHA_384', 'HMAC_SHA_512']);
  const RsaAlgorithm = enumeration(['RSA_SHA_1', 'RSA_SHA_256']);
  const own = {
    __proto__: null,
    Charset: memberOf(Charset),
    Digest: memberOf(DigestAlgorithm),
    Mac: memberOf(MacAlgorithm),
    Rsa: memberOf(RsaAlgorithm),
    Blobs: (value) => blobsIn(value) !== null,
  };

  const GZIP = 'application/x-gzip';
  const ZIP = 'application/zip';
  const TEXT = 'text/plain';

  // The largest blob at Google, in bytes.
  const BLOB_LIMIT = 50 * 1024 * 1024;

  // Where a script names no charset for a text to be encoded or signed, what is not ASCII is lost, as at Google.
  const ascii = (text) => host.encode(text, 'US-ASCII');
  const encode = (text) => host.encode(text, 'UTF-8');
  const encodeIn = (text, charset) => host.encode(text, charset.name());

  const encoders = (webSafe) => ({
    String: (text) => host.base64Encode(ascii(text), webSafe),
    'String, Charset': (text, charset) => host.base64Encode(encodeIn(text, charset), webSafe),
    Bytes: (bytes) => host.base64Encode(bytes, webSafe),
    'Bytes, Charset': (bytes) => host.base64Encode(bytes, webSafe),
  });

  const decoders = (webSafe) => ({
    String: (text) => byteArray(host.base64Decode(text, webSafe)),
    'String, Charset': (text) => byteArray(host.base64Decode(text, webSafe)),
  });

  const digest = (algorithm, bytes) => byteArray(host.digest(algorithm.name(), bytes));
  const mac = (algorithm, bytes, key) => byteArray(host.mac(algorithm.name(), bytes, key));
  const rsa = (algorithm, bytes, key) => byteArray(host.rsa(algorithm.name(), bytes, key));

  // The overloads of a signature by one algorithm.
  const macWith = (algorithm) => ({
    'String, String': (text, key) => mac(algorithm, ascii(text), ascii(key)),
    'String, String, Charset': (text, key, charset) => mac(algorithm, encodeIn(text, charset), encodeIn(key, charset)),
    'Bytes, Bytes': (bytes, key) => mac(algorithm, bytes, key),
  });
  const rsaWith = (algorithm) => ({
    'String, String': (text, key) => rsa(algorithm, ascii(text), key),
    'String, String, Charset': (text, key, charset) => rsa(algorithm, encodeIn(text, charset), key),
  });

  // Every blob of a list, or null where something in it is none.
  function blobsIn(values) {
    if (typeof values !== 'object' || values === null || typeof values.length !== 'number') {
      return null;
    }
    const blobs = [];
    for (let i = 0; i < values.length; i += 1) {
      const blob = find(values[i]);
      if (blob === null) {
        return null;
      }
      blobs[i] = blob;
    }
    return blobs;
  }

  function gzip(blob, name) {
    const data = dataOf(blob);
    return make(host.gzip(data.bytes), GZIP, name ?? (data.name === null ? 'archive.gz' : `${data.name}.gz`));
  }

  function ungzip(blob) {
    const data = dataOf(blob);
    if (data.type !== GZIP && data.type !== 'application/gzip') {
      throw exception('Invalid argument: the blob to ungzip must have the content type application/x-gzip');
    }
    const stem = host.withoutGz(data.name ?? '');
    return make(host.ungzip(data.bytes), typeOfName(stem), stem === '' ? null : stem);
  }

  function zip(values, name) {
    const names = [];
    const contents = [];
    const fitting = kit.room(BLOB_LIMIT, 'Invalid argument: the blobs have more than 50 MB together');
    const blobs = blobsIn(values);
    for (let i = 0; i < blobs.length; i += 1) {
      const data = dataOf(blobs[i]);
      if (data.name === null) {
        throw exception('Blob object must have non-null name for this operation.');
      }
      names[i] = data.name;
      contents[i] = fitting(data.bytes);
    }
    return make(host.zip(names, contents), ZIP, name ?? 'archive.zip');
  }

  function unzip(blob) {
    const data = dataOf(blob);
    if (data.type !== ZIP && data.type !== 'application/x-zip-compressed') {
      throw exception('Invalid argument: the blob to unzip must have the content type application/zip');
    }
    const files = host.unzip(data.bytes);
    const blobs = [];
    for (let i = 0; i < files.length; i += 1) {
      const [name, bytes] = files[i];
      blobs[i] = make(bytes, typeOfName(name), name);
    }
    return blobs;
  }

  function formatString(template, ...values) {
    if (typeof template !== 'string') {
      throw kit.mismatch('Utilities.formatString', [template, ...values]);
    }
    const texts = [];
    const numbers = [];
    const fitting = kit.room(BLOB_LIMIT, 'Invalid argument: the texts to format are too large');
    for (let i = 0; i < values.length; i += 1) {
      texts[i] = fitting(kit.text(values[i]));
      numbers[i] = typeof values[i] === 'symbol' ? NaN : NumberOf(values[i]);
    }
    return host.formatString(kit.text(template), texts, numbers);
  }

  const Utilities = kit.service(
    'Utilities',
    {
      Charset,
      DigestAlgorithm,
      MacAlgorithm,
      RsaAlgorithm,
      base64Decode: decoders(false),
      base64DecodeWebSafe: decoders(true),
      base64Encode: encoders(false),
      base64EncodeWebSafe: encoders(true),
      computeDigest: {
        'Digest, String': (algorithm, text) => digest(algorithm, ascii(text)),
        'Digest, String, Charset': (algorithm, text, charset) => digest(algorithm, encodeIn(text, charset)),
        'Digest, Bytes': digest,
      },
      computeHmacSha256Signature: macWith(MacAlgorithm.HMAC_SHA_256),
      computeHmacSignature: {
        'Mac, String, String': (algorithm, text, key) => mac(algorithm, ascii(text), ascii(key)),
        'Mac, String, String, Charset': (algorithm, text, key, charset) =>
          mac(algorithm, encodeIn(text, charset), encodeIn(key, charset)),
        'Mac, Bytes, Bytes': mac,
      },
      computeRsaSha1Signature: rsaWith(RsaAlgorithm.RSA_SHA_1),
      computeRsaSha256Signature: rsaWith(RsaAlgorithm.RSA_SHA_256),
      computeRsaSignature: {
        'Rsa, String, String': (algorithm, text, key) => rsa(algorithm, ascii(text), key),
        'Rsa, String, String, Charset': (algorithm, text, key, charset) =>
          rsa(algorithm, encodeIn(text, charset), key),
      },
      formatDate: {
        'Date, String, String': (date, zone, pattern) => host.formatDate(apply(getTime, date, []), zone, pattern),
      },
      formatString,
      getUuid: { '': () => host.uuid() },
      gzip: { Blob: gzip, 'Blob, nullable': gzip },
      jsonParse: { String: (text) => parse(text) },
      jsonStringify: { any: (value) => stringify(value) },
      newBlob: {
        String: (text) => make(encode(text), TEXT, null),
        'String, nullable': (text, type) => make(encode(text), type ?? TEXT, null),
        'String, nullable, nullable': (text, type, name) => make(encode(text), type ?? TEXT, name ?? null),
        Bytes: (bytes) => make(bytes, null, null),
        'Bytes, nullable': (bytes, type) => make(bytes, type ?? null, null),
        'Bytes, nullable, nullable': (bytes, type, name) => make(bytes, type ?? null, name ?? null),
      },
      parseCsv: {
        String: (text) => host.parseCsv(text, ','),
        'String, String': (text, delimiter) => host.parseCsv(text, delimiter),
      },
      parseDate: {
        'String, String, String': (text, zone, pattern) => new DateOf(host.parseDate(text, zone, pattern)),
      },
      sleep: {
        number: (milliseconds) => {
          host.sleep(milliseconds);
        },
      },
      toString: () => 'Utilities',
      ungzip: { Blob: ungzip },
      unzip: { Blob: unzip },
      zip: { Blobs: zip, 'Blobs, nullable': zip },
    },
    own,
  );

  return { Utilities };
})
