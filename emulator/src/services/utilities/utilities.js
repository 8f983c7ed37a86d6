(function (host, kit) {
  'use strict';
  const { find, make, typeOfName } = kit.blobs();

  const TEXT = 'text/plain';
  const encode = (text) => host.encode(text, 'UTF-8');

  const Utilities = kit.service('Utilities', {
    newBlob: {
      String: (text) => make(encode(text), TEXT, null),
      'String, nullable': (text, type) => make(encode(text), type ?? TEXT, null),
      'String, nullable, nullable': (text, type, name) => make(encode(text), type ?? TEXT, name ?? null),
      Bytes: (bytes) => make(bytes, null, null),
      'Bytes, nullable': (bytes, type) => make(bytes, type ?? null, null),
      'Bytes, nullable, nullable': (bytes, type, name) => make(bytes, type ?? null, name ?? null),
    },
    toString: () => 'Utilities',
  });

  return { Utilities };
})
