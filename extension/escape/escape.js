/**
 * The exit: the decoy in front, every listed tab closed, then the sweep.
 *
 * The decoy gets a tab of its own instead of the listed one's: its back list starts there, and its history row names no
 * page that led to it (FACTS, Erasing: Chromium, "best measured exit").
 */

/** @typedef {{ id?: number, windowId?: number, incognito?: boolean }} Tab */

export class Escape {
  #tabs;
  #windows;
  #log;
  #isListed;
  #decoy;
  #sweep;
  /** @type {Promise<void> | null} */
  #leaving = null;

  /**
   * @param {object} parts
   * @param {Pick<typeof chrome.tabs, "create" | "remove" | "query">} parts.tabs
   * @param {Pick<typeof chrome.windows, "getAll" | "create" | "update">} parts.windows
   * @param {import("../visits/visit-log.js").VisitLog} parts.log
   * @param {(url: string) => boolean} parts.isListed
   * @param {import("./decoy.js").Decoy} parts.decoy
   * @param {() => Promise<unknown>} parts.sweep erases what the visits left
   */
  constructor({ tabs, windows, log, isListed, decoy, sweep }) {
    this.#tabs = tabs;
    this.#windows = windows;
    this.#log = log;
    this.#isListed = isListed;
    this.#decoy = decoy;
    this.#sweep = sweep;
  }

  /**
   * Leaves. However often it is asked while it runs, it leaves once.
   * @param {Tab} [tab] where the key was pressed
   * @returns {Promise<void>} when the listed tabs are closed and the sweep has run
   */
  leave(tab) {
    this.#leaving ??= this.#leave(tab).finally(() => (this.#leaving = null));
    return this.#leaving;
  }

  /** @param {Tab} [tab] */
  async #leave(tab) {
    await this.#showDecoy(tab);
    await this.#closeListedTabs();
    await this.#sweep();
  }

  /** @param {Tab} [tab] */
  async #showDecoy(tab) {
    await this.#decoy.ready;
    const url = this.#decoy.address;
    const windowId = tab?.incognito ? await this.#normalWindow() : tab?.windowId;
    if (tab?.incognito && windowId === undefined) {
      await this.#windows.create({ url, focused: true, incognito: false });
      return;
    }
    await this.#tabs.create({ url, active: true, ...(windowId === undefined ? {} : { windowId }) });
    if (tab?.incognito) await this.#windows.update(/** @type {number} */ (windowId), { focused: true });
  }

  /** @returns {Promise<number | undefined>} a window that is not private */
  async #normalWindow() {
    const windows = await this.#windows.getAll({ windowTypes: ["normal"] });
    return windows.find(({ incognito }) => !incognito)?.id;
  }

  /** The tabs that the log knows, and any that shows or is loading a listed page by now. */
  async #closeListedTabs() {
    await this.#log.ready;
    const open = (await this.#tabs.query({})).filter(
      ({ id, url, pendingUrl }) => this.#log.isOpen(id) || [url, pendingUrl].some((shown) => shown && this.#isListed(shown)),
    );
    await Promise.all(open.map(({ id }) => this.#tabs.remove(/** @type {number} */ (id)).catch(alreadyGone)));
  }
}

/** Somebody closed it first. */
function alreadyGone() {}
