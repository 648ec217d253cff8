/**
 * The neutral question how a page should open. The page that asks it is one of our own and knows no address: what is to be
 * opened is remembered here, in this session's memory, by the tab that asks.
 */

const KEY = "asked";

/** @typedef {import("./handoff.js").Meant} Meant */

export class Question {
  #tabs;
  #session;
  #page;
  /** @type {Map<number, Meant>} */
  #asked = new Map();

  /**
   * @param {object} parts
   * @param {Pick<typeof chrome.tabs, "get" | "create" | "update" | "remove" | "query">} parts.tabs
   * @param {Pick<chrome.storage.StorageArea, "get" | "set">} parts.session memory of this browser session
   * @param {string} parts.page address of the page that asks
   */
  constructor({ tabs, session, page }) {
    this.#tabs = tabs;
    this.#session = session;
    this.#page = page;
    this.ready = session.get(KEY).then(({ [KEY]: asked }) => {
      this.#asked = new Map(/** @type {[number, Meant][]} */ (asked ?? []));
    });
  }

  /**
   * Asks beside the tab, or in it where it shows nothing.
   * @param {Meant} meant
   */
  async ask(meant) {
    const from = await this.#tabs.get(meant.tabId).catch(() => undefined);
    const isBlank = from?.url === "" || from?.url === "about:blank";
    const place = from && { windowId: from.windowId, index: from.index + 1 };
    const tab = isBlank
      ? await this.#tabs.update(meant.tabId, { url: this.#page })
      : await this.#tabs.create({ url: this.#page, active: true, ...place });
    if (tab?.id !== undefined) this.#remember(tab.id, meant);
  }

  /**
   * @param {number | undefined} tabId the tab that asks
   * @returns {Meant | undefined} what it asks about, once
   */
  answered(tabId) {
    const meant = tabId === undefined ? undefined : this.#asked.get(tabId);
    if (tabId !== undefined) this.closed(tabId);
    return meant;
  }

  /** Takes the question away; a window keeps at least a new tab. @param {number} tabId */
  async remove(tabId) {
    const { windowId } = await this.#tabs.get(tabId);
    if ((await this.#tabs.query({ windowId })).length === 1) await this.#tabs.create({ windowId });
    await this.#tabs.remove(tabId);
  }

  /** @param {number} tabId of a tab that is gone */
  closed(tabId) {
    if (this.#asked.delete(tabId)) this.#save();
  }

  /**
   * @param {number} tabId
   * @param {Meant} meant
   */
  #remember(tabId, meant) {
    this.#asked.set(tabId, meant);
    this.#save();
  }

  #save() {
    return this.#session.set({ [KEY]: [...this.#asked] });
  }
}
