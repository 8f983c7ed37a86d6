(function (host, kit) {
  'use strict';
  const { entries } = Object;
  const { text } = kit;

  // How long an entry lives where the script does not say it, in seconds.
  const DEFAULT = 600;

  // More than a cache may hold: 1000 values of 100 KB.
  const FULL = 1000 * 100 * 1024;
  const TOO_LARGE = 'Argument too large: value';

  function cache(kind) {
    const putAll = (given, seconds) => {
      const listed = entries(given);
      const fitting = kit.room(FULL, TOO_LARGE);
      const keys = [];
      const values = [];
      for (let i = 0; i < listed.length; i += 1) {
        keys[i] = fitting(text(listed[i][0]));
        values[i] = fitting(text(listed[i][1]));
      }
      host.put(kind, keys, values, seconds);
    };
    const put = (key, value, seconds) => {
      host.put(kind, [key], [value], seconds);
    };
    // Only what is there is in the answer.
    const getAll = (keys) => {
      const found = {};
      for (let i = 0; i < keys.length; i += 1) {
        const key = text(keys[i]);
        const value = host.get(kind, key);
        if (value !== undefined) {
          found[key] = value;
        }
      }
      return found;
    };
    return kit.service('CacheService.Cache', {
      get: { String: (key) => host.get(kind, key) ?? null },
      getAll: { 'Object[]': getAll },
      put: {
        'String, String': (key, value) => put(key, value, DEFAULT),
        'String, String, number': put,
      },
      putAll: {
        Object: (given) => putAll(given, DEFAULT),
        'Object, number': putAll,
      },
      remove: {
        String: (key) => {
          host.remove(kind, [key]);
        },
      },
      removeAll: {
        'Object[]': (keys) => {
          const texts = [];
          for (let i = 0; i < keys.length; i += 1) {
            texts[i] = text(keys[i]);
          }
          host.remove(kind, texts);
        },
      },
      toString: () => 'Cache',
    });
  }

  const document = host.bound ? cache('document') : null;
  const script = cache('script');
  const user = cache('user');
  return {
    CacheService: kit.service('CacheService', {
      getDocumentCache: { '': () => document },
      getScriptCache: { '': () => script },
      getUserCache: { '': () => user },
      toString: () => 'CacheService',
    }),
  };
})
