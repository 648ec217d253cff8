/**
 * Getting to the decoy and staying there: a tab of its own in a normal window that is in front, and a load that is begun
 * again when the person's next press of Esc stops it.
 */

/** How often a stopped load is begun again. A person who mashes the key stops before that. */
const MOST_STARTS = 20;

/** After this long nobody waits for the decoy to answer. */
const PATIENCE_MS = 5000;

/** `net::ERR_ABORTED`, and `NS_BINDING_ABORTED` (0x804b0002) as Firefox's `webNavigation.onErrorOccurred` writes it. */
const STOPPED = /ERR_ABORTED|2152398850/;

/** @typedef {{ id?: number, windowId?: number, incognito?: boolean }} Tab */

export class Landing {
  #tabs;
  #windows;
  #choices;
  /** Decoy tabs that have not arrived yet. @type {Map<number, Load>} */
  #onTheWay = new Map();
  /** @typedef {{ url: string, starts: number, timer: ReturnType<typeof setTimeout>, done: (tabId: number | undefined) => void }} Load */

  /**
   * @param {object} parts
   * @param {Pick<typeof chrome.tabs, "create" | "update" | "remove">} parts.tabs
   * @param {Pick<typeof chrome.windows, "getAll" | "create" | "update">} parts.windows
   * @param {Pick<import("./choices.js").Choices, "ready" | "decoy">} parts.choices
   */
  constructor({ tabs, windows, choices }) {
    this.#tabs = tabs;
    this.#windows = windows;
    this.#choices = choices;
  }

  /**
   * @param {Tab} [from] the tab that is left
   * @returns {Promise<{ arrived: Promise<number | undefined> }>} when the decoy's tab is in front; `arrived`: its id when
   *   the decoy has begun to show, undefined when it can't
   */
  async open(from) {
    await this.#choices.ready;
    const url = this.#choices.decoy;
    const windowId = from?.incognito ? await this.#normalWindow() : from?.windowId;
    const tab = from?.incognito && windowId === undefined ? await this.#inNewWindow(url) : await this.#inWindow(url, windowId);
    return { arrived: this.#arrival(tab?.id, url) };
  }

  /** @param {{ tabId: number, frameId: number }} event `webNavigation.onCommitted` */
  committed({ tabId, frameId }) {
    if (frameId === 0) this.#settle(tabId, tabId);
  }

  /**
   * The decoy's load was stopped, then it begins again; or it cannot load, then a plain new tab takes its place.
   * @param {{ tabId: number, frameId: number, error?: string }} event `webNavigation.onErrorOccurred`
   */
  async failed({ tabId, frameId, error = "" }) {
    const load = frameId === 0 ? this.#onTheWay.get(tabId) : undefined;
    if (!load) return;
    if (STOPPED.test(error) && load.starts < MOST_STARTS) {
      load.starts += 1;
      await this.#tabs.update(tabId, { url: load.url }).catch(alreadyGone);
      return;
    }
    this.#settle(tabId, undefined);
    await this.#tabs.create({ active: true });
    await this.#tabs.remove(tabId).catch(alreadyGone);
  }

  /**
   * @param {number | undefined} tabId
   * @param {string} url
   * @returns {Promise<number | undefined>}
   */
  async #arrival(tabId, url) {
    if (tabId === undefined) return undefined;
    return new Promise((done) => {
      const timer = setTimeout(() => this.#settle(tabId, undefined), PATIENCE_MS);
      this.#onTheWay.set(tabId, { url, starts: 1, timer, done });
    });
  }

  /**
   * @param {number} tabId
   * @param {number | undefined} outcome
   */
  #settle(tabId, outcome) {
    const load = this.#onTheWay.get(tabId);
    clearTimeout(load?.timer);
    load?.done(outcome);
    this.#onTheWay.delete(tabId);
  }

  /**
   * @param {string} url
   * @param {number | undefined} windowId the current one when undefined
   */
  async #inWindow(url, windowId) {
    const tab = await this.#tabs.create({ url, active: true, ...(windowId === undefined ? {} : { windowId }) });
    if (windowId !== undefined) this.#windows.update(windowId, { focused: true }).catch(alreadyGone);
    return tab;
  }

  /** @param {string} url */
  async #inNewWindow(url) {
    const created = await this.#windows.create({ url, focused: true, incognito: false });
    return created?.tabs?.[0];
  }

  /** @returns {Promise<number | undefined>} a window that is not private */
  async #normalWindow() {
    const windows = await this.#windows.getAll({ windowTypes: ["normal"] });
    return windows.find(({ incognito }) => !incognito)?.id;
  }
}

/** Somebody closed it first. */
function alreadyGone() {}
