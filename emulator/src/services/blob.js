// Blobs: bytes with a type and a name, which services hand to each other.
(function (host, kit) {
  'use strict';
  const { freeze } = Object;
  const { apply } = Reflect;
  const { get, set } = WeakMap.prototype;
  const { lastIndexOf, slice, toLowerCase } = String.prototype;
  const WeakMapOf = WeakMap;
  const { exception, service } = kit;

  // The data of each blob that a script holds.
  const contents = new WeakMapOf();

  const TYPES = freeze({
    __proto__: null,
    avi: 'video/x-msvideo',
    bmp: 'image/bmp',
    css: 'text/css',
    csv: 'text/csv',
    doc: 'application/msword',
    docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    gif: 'image/gif',
    gz: 'application/x-gzip',
    htm: 'text/html',
    html: 'text/html',
    ics: 'text/calendar',
    jpeg: 'image/jpeg',
    jpg: 'image/jpeg',
    js: 'application/javascript',
    json: 'application/json',
    mov: 'video/quicktime',
    mp3: 'audio/mpeg',
    mp4: 'video/mp4',
    odp: 'application/vnd.oasis.opendocument.presentation',
    ods: 'application/vnd.oasis.opendocument.spreadsheet',
    odt: 'application/vnd.oasis.opendocument.text',
    pdf: 'application/pdf',
    png: 'image/png',
    ppt: 'application/vnd.ms-powerpoint',
    pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    rtf: 'application/rtf',
    svg: 'image/svg+xml',
    tsv: 'text/tab-separated-values',
    txt: 'text/plain',
    wav: 'audio/x-wav',
    webp: 'image/webp',
    xls: 'application/vnd.ms-excel',
    xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    xml: 'text/xml',
    zip: 'application/zip',
  });

  // The type that the end of a name stands for, or null.
  function typeOfName(name) {
    const dot = name === null ? -1 : apply(lastIndexOf, name, ['.']);
    return dot < 0 ? null : (TYPES[apply(toLowerCase, apply(slice, name, [dot + 1]), [])] ?? null);
  }

  // `bytes` is a byte string; `type` and `name` are texts or null.
  function make(bytes, type, name) {
    const data = { bytes, type, name };
    const change = (field, value) => {
      data[field] = value;
      return blob;
    };
    const copy = () => make(data.bytes, data.type, data.name);
    const blob = service('Blob', {
        copyBlob: { '': copy },
        getAllBlobs: { '': () => [blob] },
        getAs: { String: (wanted) => (wanted === data.type ? copy() : refuse(data, wanted)) },
        getBytes: { '': () => kit.byteArray(data.bytes) },
        getContentType: { '': () => data.type },
        getDataAsString: {
          '': () => host.decode(data.bytes, 'UTF-8'),
          String: (charset) => host.decode(data.bytes, charset),
        },
        getName: { '': () => data.name },
        isGoogleType: { '': () => apply(slice, data.type ?? '', [0, 28]) === 'application/vnd.google-apps.' },
        setBytes: { Bytes: (given) => change('bytes', given) },
        setContentType: { nullable: (given) => change('type', given ?? null) },
        setContentTypeFromExtension: { '': () => change('type', typeOfName(data.name) ?? data.type) },
        setDataFromString: {
          String: (text) => change('bytes', host.encode(text, 'UTF-8')),
          'String, String': (text, charset) => change('bytes', host.encode(text, charset)),
        },
        setName: { nullable: (given) => change('name', given ?? null) },
        toString: () => 'Blob',
      });
    apply(set, contents, [blob, data]);
    return blob;
  }

  function refuse(data, wanted) {
    if (data.type === null) {
      throw exception('Blob object must have non-null content type for this operation.');
    }
    throw exception(
      `Converting from ${data.type} to ${wanted} is not supported. The emulator converts no files: give a fake ` +
        'for what makes this blob.',
    );
  }

  // The blob that this is, or that this source (a file, a page, a response) gives; null for anything else.
  function find(value) {
    if (typeof value !== 'object' || value === null) {
      return null;
    }
    if (dataOf(value) !== undefined) {
      return value;
    }
    const source = 'getBlob' in value ? value.getBlob() : null;
    return typeof source === 'object' && source !== null && dataOf(source) !== undefined ? source : null;
  }

  // The `bytes`, `type` and `name` of a blob.
  const dataOf = (blob) => apply(get, contents, [blob]);

  return freeze({ dataOf, find, make, typeOfName });
})
