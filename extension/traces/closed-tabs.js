/**
 * Recently closed tabs and windows.
 *
 * Firefox forgets them one by one. Chromium prunes them when a page's row leaves the history, which is why this comes
 * after the history; one that is named still had no row then, and gets one for a moment (FACTS, Erasing: Chromium). After
 * a crash nobody can ask what the last session's file names: every URL gets one.
 */

import { OwnRows } from "./own-rows.js";

/** Both browsers keep 25 (`sessions.MAX_SESSION_RESULTS`). */
const KEPT = 25;

/**
 * Chromium groups new rows a moment after they are written (`clusters_and_visits`). A row that is gone by then leaves its
 * address in the group: measured after 0 ms in 3 of 3 runs.
 */
const GROUPING_MS = 1000;

/** @typedef {chrome.sessions.Session} Session */

/**
 * @param {Pick<typeof chrome, "sessions" | "history">} api
 * @param {{ canForgetClosedTabs: () => boolean }} features
 * @param {OwnRows} [ownRows] told of the rows that pruning writes
 * @returns {import("./ledger.js").Trace}
 */
export function closedTabs({ sessions, history }, { canForgetClosedTabs }, ownRows = new OwnRows()) {
  return { kind: "closed-tabs", scope: "url", erase };

  /** @type {import("./ledger.js").Trace["erase"]} */
  async function erase({ touched, isLeftOver = false }) {
    const urls = new Set(touched.filter(({ listed }) => listed).map(({ url }) => url));
    // pages on the way: where a tab can only be pruned by its row, not those that have innocent rows
    const onTheWay = canForgetClosedTabs() ? touched.map(({ url }) => url) : await hopsWithoutRows(touched);
    const trail = new Set(touched.filter(({ isTrail }) => isTrail).map(({ url }) => url));
    for (const url of onTheWay) if (trail.has(url)) urls.add(url);
    const before = await closedUrls(urls);
    if (canForgetClosedTabs()) await forget(urls);
    else await prune([...new Set(isLeftOver ? [...urls, ...onTheWay] : before)]);
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

  /** @param {string[]} urls */
  async function prune(urls) {
    if (urls.length === 0) return;
    for (const url of urls) ownRows.expect(url);
    await Promise.all(urls.map((url) => history.addUrl({ url })));
    await new Promise((done) => setTimeout(done, GROUPING_MS));
    await Promise.all(urls.map((url) => history.deleteUrl({ url })));
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

/** @param {Session} closed */
const tabsOf = (closed) => (closed.tab ? [closed.tab] : (closed.window?.tabs ?? []));
