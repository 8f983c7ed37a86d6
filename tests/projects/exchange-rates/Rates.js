/** Where the rates come from, unless the script property RATES_URL says otherwise. */
const DEFAULT_URL = 'https://rates.example.com/latest';

/** Seconds that an answer is kept. */
const KEEP = 15 * 60;

const ratesUrl_ = () =>
  PropertiesService.getScriptProperties().getProperty('RATES_URL') || DEFAULT_URL;

/**
 * Gets from the cache, or makes and keeps the value.
 *
 * @template T
 * @param {string} key
 * @param {function(): T} make
 * @return {T}
 */
const cached_ = (key, make) => {
  const cache = CacheService.getScriptCache();
  const hit = cache.get(key);
  if (hit !== null) return JSON.parse(hit);
  const made = make();
  cache.put(key, JSON.stringify(made), KEEP);
  return made;
};

/**
 * The rates of one currency.
 *
 * @param {string} base ISO code, for example `CHF`.
 * @return {!Object<string, number>}
 */
const getRates = (base) => cached_(`rates:${base}`, () => fetchRates_(base));

const fetchRates_ = (base) => {
  const response = UrlFetchApp.fetch(`${ratesUrl_()}?base=${encodeURIComponent(base)}`, {
    method: 'get',
    headers: { Accept: 'application/json' },
    muteHttpExceptions: true,
  });
  const code = response.getResponseCode();
  if (code !== 200) {
    throw new Error(`The rates service answered ${code}: ${response.getContentText().slice(0, 100)}`);
  }
  const { rates } = JSON.parse(response.getContentText('UTF-8'));
  return rates;
};

/**
 * Converts an amount.
 *
 * @param {number} amount
 * @param {string} from
 * @param {string} [to='EUR']
 * @return {number}
 */
const convert = (amount, from, to = 'EUR') => {
  if (from === to) return amount;
  const rate = getRates(from)[to];
  if (rate === undefined) throw new RangeError(`no rate from ${from} to ${to}`);
  return Math.round(amount * rate * 100) / 100;
};

/**
 * Converts many amounts with one look at the rates.
 *
 * @param {!Array<number>} amounts
 * @param {string} from
 * @param {string} to
 * @return {!Array<number>}
 */
const convertAll = (amounts, from, to) => amounts.map((amount) => convert(amount, from, to));

/**
 * Forgets what is kept.
 *
 * @param {...string} bases
 */
const forget = (...bases) => {
  const cache = CacheService.getScriptCache();
  cache.removeAll(bases.map((base) => `rates:${base}`));
};
