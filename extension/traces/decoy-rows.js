/**
 * The rows of landings. Somebody who leaves five times would have opened the weather five times within an hour: a row
 * that a landing made goes if the page was visited on the same day anyway, by whomever. So at most one a day is ours, and
 * nothing has to be kept for it.
 *
 * What a person visited is never touched: only visits within the moments of the landing itself are ours, and those of
 * writing the session log anew (`session-log.js`), which comes before this.
 */

/** Rows and events are dated by different clocks, and Firefox writes a row after it has told of the page. */
const CLOCK_SLACK_MS = 250;

/**
 * @param {object} api
 * @param {Pick<typeof chrome.tabs, "get">} api.tabs
 * @param {Pick<typeof chrome.history, "getVisits" | "deleteRange">} api.history
 * @returns {import("./ledger.js").Trace}
 */
export function decoyRows({ tabs, history }) {
  return { kind: "decoy-rows", scope: "url", erase };

  /** @type {import("./ledger.js").Trace["erase"]} */
  async function erase({ landed }) {
    const row = landed?.row;
    if (!row) return NOTHING;
    const moments = await Promise.all(row.moments);
    const tabId = await landed.arrived;
    const shown = tabId === undefined ? undefined : (await tabs.get(tabId).catch(isGone))?.url;
    for (const url of new Set([row.url, shown ?? row.url])) await thin(url, moments);
    return NOTHING;
  }

  /**
   * @param {string} url
   * @param {{ from: number, to: number }[]} moments
   */
  async function thin(url, moments) {
    const times = (await history.getVisits({ url })).map(({ visitTime = 0 }) => visitTime).sort((a, b) => a - b);
    const isOwn = (/** @type {number} */ time) =>
      moments.some(({ from, to }) => time >= from - CLOCK_SLACK_MS && time <= to + CLOCK_SLACK_MS);
    const own = times.filter(isOwn);
    const hasOthers = times.some((time) => !isOwn(time) && isSameDay(time, moments[0].to));
    for (const time of hasOthers ? own : own.slice(1)) await history.deleteRange({ startTime: time, endTime: time + 1 });
  }
}

/** What it takes away is no trace of the visit: it is not counted. */
const NOTHING = { removed: 0, remaining: 0 };

function isGone() {
  return undefined;
}

/**
 * @param {number} one
 * @param {number} other
 */
const isSameDay = (one, other) => new Date(one).toDateString() === new Date(other).toDateString();
