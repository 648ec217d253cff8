/**
 * Recently closed tabs and windows.
 *
 * Firefox forgets them one by one. Chromium prunes them when a page's row leaves the history, which is why this comes
 * after the history; one that is named still had no row then, and gets one for a moment (FACTS, Erasing: Chromium).
 */

/** Both browsers keep 25 (`sessions.MAX_SESSION_RESULTS`). */
const KEPT = 25;

/** @typedef {chrome.sessions.Session} Session */

/**
 * @param {Pick<typeof chrome, "sessions" | "history">} api
 * @param {{ canForgetClosedTabs: () => boolean }} features
 * @returns {import("./ledger.js").Trace}
 */
export function closedTabs({ sessions, history }, { canForgetClosedTabs }) {
  return { kind: "closed-tabs", scope: "url", erase };

  /** @type {import("./ledger.js").Trace["erase"]} */
  async function erase({ touched }) {
    const urls = new Set(touched.map(({ url }) => url));
    const before = await closedUrls(urls);
    if (canForgetClosedTabs()) await forget(urls);
    else for (const url of new Set(before)) await prune(url);
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

  /** @param {string} url */
  async function prune(url) {
    await history.addUrl({ url });
    await history.deleteUrl({ url });
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
