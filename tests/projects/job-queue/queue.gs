'use strict';

/**
 * @typedef {'waiting'|'running'|'done'|'failed'} State
 */

/**
 * @typedef {{id: string, state: State, tries: number, error: (string|null)}} Job
 */

/**
 * Puts a job into the queue.
 * @param {string} url
 * @param {{delay?: number, tries?: number}} [options]
 * @returns {Promise<Job>}
 */
async function enqueue(url, { delay = 0, tries = 3 } = {}) {
  const job = { id: Utilities.getUuid(), state: 'waiting', tries, error: null };
  await save(job, { url, delay });
  return job;
}

/** @type {(id: string) => Promise<?Job>} */
const status = async (id) => (await load()).find((job) => job.id === id) ?? null;

/**
 * Runs what waits.
 * @async
 * @param {number} [limit]
 * @return {Promise<{done: number, failed: number}>}
 */
const runWaiting = async function run(limit = Infinity) {
  let [done, failed] = [0, 0];
  for await (const outcome of outcomes(limit)) {
    outcome.ok ? done++ : failed++;
  }
  return { done, failed };
};

async function* outcomes(limit) {
  for (const job of (await load()).slice(0, limit)) {
    yield attempt(job);
  }
}

const attempt = async ({ url, tries }) => {
  const response = UrlFetchApp.fetch(url, { muteHttpExceptions: true });
  return { ok: response.getResponseCode() < 400, tries: tries - 1 };
};

let load = async () => JSON.parse(PropertiesService.getScriptProperties().getProperty('jobs') || '[]');
let save = async (job, rest) => {
  const jobs = await load();
  jobs.push({ ...job, ...rest });
  PropertiesService.getScriptProperties().setProperty('jobs', JSON.stringify(jobs));
};

/** @returns {Generator<number, void, void>} */
function* backoff(base = 1000, max = 60000) {
  for (let wait = base; ; wait = Math.min(wait * 2, max)) yield wait;
}
