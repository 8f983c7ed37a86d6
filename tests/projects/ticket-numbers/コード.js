/**
 * 受付番号を発行するスクリプト
 */

const PROPERTY_PREFIX = 'counter.';
const LOCK_TIMEOUT_MS = 10 * 1000;

/**
 * 次の番号を返す。同時に呼ばれても重複しない。
 *
 * @param {string} series 系列名
 * @returns {number} 番号
 */
function nextNumber(series) {
  return withLock_(() => {
    const properties = PropertiesService.getScriptProperties();
    const key = PROPERTY_PREFIX + series;
    const next = Number(properties.getProperty(key) || 0) + 1;
    properties.setProperty(key, String(next));
    return next;
  });
}

/**
 * 番号をまとめて予約する。
 *
 * @param {string} series 系列名
 * @param {number} count 個数
 * @returns {{first: number, last: number}} 範囲
 */
function reserve(series, count) {
  if (!Number.isInteger(count) || count < 1) throw new RangeError('個数は1以上の整数です: ' + count);
  return withLock_(() => {
    const properties = PropertiesService.getScriptProperties();
    const key = PROPERTY_PREFIX + series;
    const first = Number(properties.getProperty(key) || 0) + 1;
    const last = first + count - 1;
    properties.setProperty(key, String(last));
    return { first, last };
  });
}

/**
 * 現在の番号。未発行なら null。
 *
 * @param {string} series
 * @returns {number|null}
 */
function currentNumber(series) {
  const text = PropertiesService.getScriptProperties().getProperty(PROPERTY_PREFIX + series);
  return text === null ? null : Number(text);
}

/**
 * @returns {string[]} 系列名の一覧
 */
function seriesNames() {
  return PropertiesService.getScriptProperties()
    .getKeys()
    .filter((key) => key.startsWith(PROPERTY_PREFIX))
    .map((key) => key.slice(PROPERTY_PREFIX.length))
    .sort();
}

/** @param {string} series */
function 番号をリセット(series) {
  withLock_(() => PropertiesService.getScriptProperties().deleteProperty(PROPERTY_PREFIX + series));
}

/**
 * @template T
 * @param {() => T} work
 * @returns {T}
 */
function withLock_(work) {
  const lock = LockService.getScriptLock();
  lock.waitLock(LOCK_TIMEOUT_MS);
  try {
    return work();
  } finally {
    lock.releaseLock();
  }
}
