/**
 * Rows of the browser's history.
 *
 * A listed URL goes whole. An unlisted one (a redirect hop, a frame) that was there before the visit loses only this
 * visit's moments: its older rows are somebody's innocent history.
 */

/** `history.search` gives 100 rows unless told (FACTS); Firefox refuses 0, which is all in Chromium. */
const EVERYTHING = 1_000_000;

/** Time stamps of rows and events are taken by different clocks. */
const CLOCK_SLACK_MS = 1000;

/**
 * @param {{ history: Pick<typeof chrome.history, "search" | "getVisits" | "deleteUrl" | "deleteRange"> }} api
 * @returns {import("./ledger.js").Trace}
 */
export function history({ history: rows }) {
  return { kind: "history", scope: "url", erase };

  /** @type {import("./ledger.js").Trace["erase"]} */
  async function erase(visit) {
    const urls = await rowsOf(visit);
    const removed = await Promise.all(urls.map(eraseOne));
    const remaining = await Promise.all(urls.map(countOne));
    return { removed: sum(removed), remaining: sum(remaining) };
  }

  /**
   * What events told and what the history itself knows of the visit; neither is complete (FACTS, Erasing: Chromium).
   * @param {import("./ledger.js").Visit} visit
   */
  async function rowsOf({ touched, isListed }) {
    if (touched.length === 0) return [];
    const known = new Map(touched.map((item) => [item.url, item]));
    const startTime = Math.min(...touched.map(({ since }) => since)) - CLOCK_SLACK_MS;
    for (const { url = "" } of await rows.search({ text: "", startTime, maxResults: EVERYTHING })) {
      if (!known.has(url) && isListed(url)) known.set(url, { url, since: startTime, listed: true, site: null });
    }
    return [...known.values()];
  }

  /** @param {import("../visits/visit-log.js").Touched} item */
  async function eraseOne({ url, since, listed }) {
    const moments = await visitTimes(url);
    const older = listed ? [] : moments.filter((time) => time < since - CLOCK_SLACK_MS);
    if (older.length === 0) {
      await rows.deleteUrl({ url });
      return moments.length;
    }
    const own = moments.filter((time) => time >= since - CLOCK_SLACK_MS);
    for (const time of own) await rows.deleteRange({ startTime: time, endTime: time + 1 });
    return own.length;
  }

  /** @param {import("../visits/visit-log.js").Touched} item */
  async function countOne({ url, since, listed }) {
    const moments = await visitTimes(url);
    return listed ? moments.length : moments.filter((time) => time >= since - CLOCK_SLACK_MS).length;
  }

  /** @param {string} url @returns {Promise<number[]>} milliseconds since the epoch */
  async function visitTimes(url) {
    return (await rows.getVisits({ url })).map(({ visitTime = 0 }) => visitTime);
  }
}

/** @param {number[]} counts */
const sum = (counts) => counts.reduce((total, count) => total + count, 0);
