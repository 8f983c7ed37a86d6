(function (host, kit) {
  'use strict';
  const { entries } = Object;
  const StringOf = String;

  // Everything is kept as a text: what is not one is put into words as `String` does.
  const textable = (value) => value !== null && value !== undefined && typeof value !== 'symbol';
  const asText = (value) => kit.text(StringOf(value));

  // More than a store may hold, which the host measures in bytes.
  const FULL = 500 * 1024;
  const TOO_LARGE = 'Argument too large: value';

  function properties(kind) {
    const setAll = (given, deleteAllOthers) => {
      const listed = entries(given);
      const fitting = kit.room(FULL, TOO_LARGE);
      const keys = [];
      const values = [];
      for (let i = 0; i < listed.length; i += 1) {
        keys[i] = fitting(asText(listed[i][0]));
        values[i] = fitting(asText(listed[i][1]));
      }
      host.setAll(kind, keys, values, deleteAllOthers);
      return store;
    };
    const store = kit.service(
      'PropertiesService.Properties',
      {
        deleteAllProperties: { '': () => setAll({}, true) },
        deleteProperty: {
          String: (key) => {
            host.remove(kind, key);
            return store;
          },
        },
        getKeys: { '': () => host.keys(kind) },
        getProperties: { '': () => host.entries(kind) },
        getProperty: { String: (key) => host.get(kind, key) ?? null },
        setProperties: {
          Object: (given) => setAll(given, false),
          'Object, boolean': setAll,
        },
        setProperty: {
          'String, textable': (key, value) => {
            host.setAll(kind, [key], [asText(value)], false);
            return store;
          },
        },
        toString: () => 'Properties',
      },
      { textable },
    );
    return store;
  }

  const script = properties('script');
  const user = properties('user');
  const document = host.bound ? properties('document') : null;
  return {
    PropertiesService: kit.service('PropertiesService', {
      getDocumentProperties: { '': () => document },
      getScriptProperties: { '': () => script },
      getUserProperties: { '': () => user },
      toString: () => 'PropertiesService',
    }),
    // The names of two of them in older scripts.
    ScriptProperties: script,
    UserProperties: user,
  };
})
