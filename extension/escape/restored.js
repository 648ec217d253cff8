/**
 * Listed pages that the browser brings back by itself when it starts after a crash: nobody asked for them, and whoever
 * sits there now may not be the one who read them. They are closed, and their visit is erased like any other.
 */

/** So long a browser takes at most to bring its tabs back. */
const RESTORING_MS = 15_000;

/** @typedef {{ id?: number, windowId: number, incognito: boolean, url?: string, pendingUrl?: string }} Tab */

export class Restored {
  #tabs;
  #log;
  #isRestoring = false;

  /**
   * @param {object} parts
   * @param {Pick<typeof chrome.tabs, "query" | "create" | "remove">} parts.tabs
   * @param {Pick<import("../visits/visit-log.js").VisitLog, "leftOver">} parts.log
   */
  constructor({ tabs, log }) {
    this.#tabs = tabs;
    this.#log = log;
  }

  /** The worker runs because the browser has started, not because it was needed again. */
  browserStarted() {
    this.#isRestoring = true;
    setTimeout(() => (this.#isRestoring = false), RESTORING_MS);
  }

  /**
   * Whether this is such a page: then it is opened nowhere, not privately either.
   * @param {string} url
   */
  isBroughtBack(url) {
    return this.#isRestoring && this.#log.leftOver.some((item) => item.listed && item.url === url);
  }

  /** Closes the tabs that show a page of the visit that the crash cut off; a window keeps at least a blank tab. */
  async close() {
    if (!this.#isRestoring || this.#log.leftOver.length === 0) return;
    const urls = new Set(this.#log.leftOver.filter(({ listed }) => listed).map(({ url }) => url));
    const all = /** @type {Tab[]} */ (await this.#tabs.query({}));
    const isBack = (/** @type {Tab} */ tab) => [tab.url, tab.pendingUrl].some((url) => url !== undefined && urls.has(url));
    // no browser brings private tabs back: somebody has opened them
    const back = all.filter((tab) => !tab.incognito && isBack(tab));
    for (const windowId of new Set(back.map((tab) => tab.windowId))) {
      if (all.every((tab) => tab.windowId !== windowId || back.includes(tab))) await this.#tabs.create({ windowId });
    }
    for (const { id } of back) await this.#tabs.remove(/** @type {number} */ (id)).catch(alreadyGone);
  }
}

/** Somebody closed it first. */
function alreadyGone() {}
