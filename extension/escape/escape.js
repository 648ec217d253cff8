/**
 * The exit: covered, the decoy in front, every listed tab closed, then the sweep.
 *
 * The decoy gets a tab of its own instead of the listed one's: its back list starts there, and its history row names no
 * page that led to it (FACTS, Erasing: Chromium, "best measured exit").
 */

/** @typedef {import("./landing.js").Tab} Tab */
/** @typedef {{ arrived: Promise<number | undefined> }} Landed the decoy's tab, once it shows the decoy */

export class Escape {
  #tabs;
  #log;
  #isListed;
  #cover;
  #landing;
  #sweep;
  #ownWindow;
  /** @type {Promise<Landed> | null} */
  #leaving = null;

  /**
   * @param {object} parts
   * @param {Pick<typeof chrome.tabs, "remove" | "query">} parts.tabs
   * @param {import("../visits/visit-log.js").VisitLog} parts.log
   * @param {(url: string) => boolean} parts.isListed
   * @param {(tabId: number) => Promise<unknown>} parts.cover
   * @param {Pick<import("./landing.js").Landing, "open">} parts.landing
   * @param {(landed: Landed) => Promise<unknown>} parts.sweep erases what the visits left
   * @param {{ has(windowId: number): boolean }} [parts.ownWindow] the private window that was opened for listed pages
   */
  constructor({ tabs, log, isListed, cover, landing, sweep, ownWindow = { has: () => false } }) {
    this.#tabs = tabs;
    this.#log = log;
    this.#isListed = isListed;
    this.#cover = cover;
    this.#landing = landing;
    this.#sweep = sweep;
    this.#ownWindow = ownWindow;
  }

  /**
   * Leaves. However often it is asked before the listed tabs are closed, it leaves once.
   * @param {Tab} [tab] where the key was pressed
   * @returns {Promise<void>} when the listed tabs are closed and the sweep has run
   */
  async leave(tab) {
    this.#leaving ??= this.#leave(tab).finally(() => (this.#leaving = null));
    await this.#sweep(await this.#leaving);
  }

  /**
   * @param {Tab} [tab]
   * @returns {Promise<Landed>}
   */
  async #leave(tab) {
    if (tab?.id !== undefined) this.#cover(tab.id);
    const landed = await this.#landing.open(tab);
    await this.#closeListedTabs();
    return landed;
  }

  /**
   * The tabs that the log knows, any that shows or is loading a listed page by now, what these opened privately, and all
   * of the window that was opened for listed pages.
   */
  async #closeListedTabs() {
    await this.#log.ready;
    const all = await this.#tabs.query({});
    const listed = new Set(all.filter((tab) => this.#isOpen(tab)).map(({ id }) => id));
    const closing = all.filter(
      ({ id, incognito, openerTabId, windowId }) =>
        listed.has(id) || (incognito && listed.has(openerTabId)) || this.#ownWindow.has(windowId),
    );
    await Promise.all(closing.map(({ id }) => this.#tabs.remove(/** @type {number} */ (id)).catch(alreadyGone)));
  }

  /** @param {chrome.tabs.Tab} tab */
  #isOpen({ id, url, pendingUrl }) {
    return this.#log.isOpen(id) || [url, pendingUrl].some((shown) => shown !== undefined && this.#isListed(shown));
  }
}

/** Somebody closed it first. */
function alreadyGone() {}
