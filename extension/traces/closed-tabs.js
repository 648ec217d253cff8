/**
 * Recently closed tabs and windows.
 *
 * Firefox forgets them one by one. Chromium prunes them when a page's row leaves the history, which is why this comes
 * after the history. One that is named still had no row then: an error page, or the row went before the tab did
 * (`bounces.js`). After an escape it goes with the decoy's row, when the time since the page was opened is cleared: a
 * clearing by time prunes by time, whatever has a row (`navigation_entry_remover.cc`), but none that finds no row at all.
 * `session-log.js` gives the decoy its row again. Otherwise the address gets a row for a moment (FACTS, Erasing:
 * Chromium). After a crash nobody can ask what the last session's file names: every URL gets one.
 */

import { OwnRows } from "./own-rows.js";

/** Both browsers keep 25 (`sessions.MAX_SESSION_RESULTS`). */
const KEPT = 25;

/**
 * Chromium groups new rows a moment after they are written (`clusters_and_visits`). A row that is gone by then leaves its
 * address in the group: measured after 0 ms in 3 of 3 runs.
 */
const GROUPING_MS = 1000;

/** Entries of tabs and events are dated by different clocks. */
const CLOCK_SLACK_MS = 250;

/** `history.search` gives 100 rows unless told (FACTS). */
const EVERYTHING = 1_000_000;

const UNKNOWN = { otherwise: () => Infinity };

/** @typedef {chrome.sessions.Session} Session */

/**
 * @param {Pick<typeof chrome, "sessions" | "history">} api
 * @param {{ canForgetClosedTabs: () => boolean }} features
 * @param {object} [parts]
 * @param {OwnRows} [parts.ownRows] told of the rows that pruning writes
 * @param {Pick<import("./bounces.js").Acts, "otherwise">} [parts.acts] without it no time is cleared
 * @returns {import("./ledger.js").Trace}
 */
export function closedTabs({ sessions, history }, { canForgetClosedTabs }, { ownRows = new OwnRows(), acts = UNKNOWN } = {}) {
  return { kind: "closed-tabs", scope: "url", erase };

  /** @type {import("./ledger.js").Trace["erase"]} */
  async function erase(visit) {
    const { touched, isLeftOver = false } = visit;
    const urls = new Set(touched.filter(({ listed }) => listed).map(({ url }) => url));
    // pages on the way: where a tab can only be pruned by its row, not those that have innocent rows
    const onTheWay = canForgetClosedTabs() ? touched.map(({ url }) => url) : await hopsWithoutRows(touched);
    const trail = new Set(touched.filter(({ isTrail }) => isTrail).map(({ url }) => url));
    for (const url of onTheWay) if (trail.has(url)) urls.add(url);
    const before = await closedUrls(urls);
    if (canForgetClosedTabs()) await forget(urls);
    else if (isLeftOver) await prune(new Set([...urls, ...onTheWay]));
    else if (before.length > 0) {
      await clearTime(visit, openedAt(visit, before));
      await prune(new Set(await closedUrls(urls)));
    }
    const remaining = (await closedUrls(urls)).length;
    return { removed: before.length - remaining, remaining };
  }

  /**
   * @param {Set<string>} urls
   * @returns {Promise<string[]>} one for each closed tab that shows one of `urls`
   */
  async function closedUrls(urls) {
    const closed = await sessions.getRecentlyClosed({ maxResults: KEPT });
    return closed.flatMap(tabsOf).map(({ url = "" }) => url).filter((url) => urls.has(url));
  }

  /**
   * Pruning takes every row of a URL: an unlisted one that was visited before the visit is left alone.
   * @param {import("../visits/visit-log.js").Touched[]} touched
   * @returns {Promise<string[]>}
   */
  async function hopsWithoutRows(touched) {
    const hops = touched.filter(({ listed }) => !listed).map(({ url }) => url);
    const rows = await Promise.all(hops.map((url) => history.getVisits({ url })));
    return hops.filter((_, at) => rows[at].length === 0);
  }

  /**
   * Clears the time since `from` up to now, where nothing of anybody else goes with it: no row but the visit's and the
   * landing's, no page that has none, no other closed tab. What comes after the look is not cleared.
   * @param {import("./ledger.js").Visit} visit
   * @param {number} from milliseconds since the epoch
   */
  async function clearTime({ touched, isListed, landed }, from) {
    const row = landed?.row;
    if (!row || (await landed.arrived) === undefined) return;
    const range = { startTime: from, endTime: Date.now() };
    if (acts.otherwise() >= from) return;
    const own = new Set(touched.filter(({ since }) => since >= from).map(({ url }) => url));
    const isOwn = (/** @type {string} */ url) => own.has(url) || isListed(url);
    const [rows, landings, closed] = await Promise.all([
      history.search({ text: "", startTime: from, maxResults: EVERYTHING }),
      history.getVisits({ url: row.url }),
      sessions.getRecentlyClosed({ maxResults: KEPT }),
    ]);
    const isOurs =
      rows.every(({ url = "" }) => url === row.url || isOwn(url)) &&
      !landings.some(({ visitTime = 0 }) => visitTime >= from && visitTime < row.since) &&
      closed.filter(({ lastModified }) => lastModified * 1000 >= from).flatMap(tabsOf).every(({ url = "" }) => isOwn(url));
    if (isOurs) await history.deleteRange(range);
  }

  /** @param {Set<string>} urls */
  async function prune(urls) {
    if (urls.size === 0) return;
    for (const url of urls) ownRows.expect(url);
    await Promise.all([...urls].map((url) => history.addUrl({ url })));
    await new Promise((done) => setTimeout(done, GROUPING_MS));
    await Promise.all([...urls].map((url) => history.deleteUrl({ url })));
    for (const url of urls) ownRows.forget(url);
  }

  /** @param {Set<string>} urls */
  async function forget(urls) {
    const { forgetClosedTab, forgetClosedWindow } = /** @type {any} */ (sessions);
    for (const closed of await sessions.getRecentlyClosed({ maxResults: KEPT })) {
      if (!tabsOf(closed).some(({ url = "" }) => urls.has(url))) continue;
      if (closed.tab) await forgetClosedTab(closed.tab.windowId, closed.tab.sessionId);
      else if (closed.window) await forgetClosedWindow(closed.window.sessionId);
    }
  }
}

/**
 * @param {import("./ledger.js").Visit} visit
 * @param {string[]} urls
 * @returns {number} when the first of them was opened, milliseconds since the epoch
 */
const openedAt = ({ touched }, urls) =>
  Math.min(...touched.filter(({ url }) => urls.includes(url)).map(({ since }) => since)) - CLOCK_SLACK_MS;

/** @param {Session} closed */
const tabsOf = (closed) => (closed.tab ? [closed.tab] : (closed.window?.tabs ?? []));
