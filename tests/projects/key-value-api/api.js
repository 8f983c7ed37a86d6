// One door for everything: { method, ...params } in, { ok, value | error } out.

/**
 * @param {string} json
 * @returns {Promise<string>}
 */
async function handle(json) {
  try {
    const { method, ...params } = JSON.parse(json);
    const handler = HANDLERS[method];
    if (!handler) throw new TypeError(`unknown method ${method}`);
    return JSON.stringify({ ok: true, value: await handler(params) });
  } catch (e) {
    return JSON.stringify({ ok: false, error: `${e.name}: ${e.message}` });
  }
}

/**
 * The same without JSON in between.
 *
 * @param {string} method
 * @param {Object<string, *>} [params]
 * @returns {Promise<*>}
 */
const invoke = async (method, params = {}) => HANDLERS[method](params);

const HANDLERS = {
  get: ({ key }) => store().read(key),
  set: ({ key, value }) => store().write(key, value),
  remove: ({ key }) => store().remove(key),
  keys: () => store().keys(),
  digest: ({ text }) =>
    Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, text)
      .map((byte) => (byte & 0xff).toString(16).padStart(2, '0'))
      .join(''),
};

function store() {
  const properties = PropertiesService.getScriptProperties();
  return {
    read: (key) => JSON.parse(properties.getProperty(key)),
    write: (key, value) => {
      properties.setProperty(key, JSON.stringify(value));
      return value;
    },
    remove: (key) => {
      const had = properties.getProperty(key) !== null;
      properties.deleteProperty(key);
      return had;
    },
    keys: () => Object.keys(properties.getProperties()).sort(),
  };
}

/**
 * All pairs, as a list.
 *
 * @returns {Array<{key: string, value: *}>}
 */
function dump() {
  return [...pairs()].map(([key, value]) => ({ key, value }));
}

/** @returns {Generator<Array<*>>} */
function* pairs() {
  for (const key of store().keys()) yield [key, store().read(key)];
}
