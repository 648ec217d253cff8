/**
 * Getting to the decoy and staying there: a tab of its own in a normal window that is in front, and a load that is begun
 * again when the person's next press of Esc stops it.
 */

/** How often a stopped load is begun again. A person who mashes the key stops before that. */
const MOST_STARTS = 20;

/** After this long nobody waits for the decoy to answer. */
const PATIENCE_MS = 5000;

/** Firefox tells that a page's load has stopped before it tells which page it leads on to. */
const LEADING_ON_MS = 50;

/** `net::ERR_ABORTED`, and `NS_BINDING_ABORTED` (0x804b0002) as Firefox's `webNavigation.onErrorOccurred` writes it. */
const STOPPED = /ERR_ABORTED|2152398850/;

/** @typedef {{ id?: number, windowId?: number, incognito?: boolean, url?: string }} Tab */

/**
 * @typedef {object} Landed
 * @property {Promise<number | undefined>} arrived the decoy's tab, once it has begun to show the decoy; undefined when it
 *   can't, or when one landed on a tab that was there before
 * @property {Row} [row] what the history gets of it
 * @property {() => Promise<unknown>} toFront brings its window to the front again
 */
/**
 * @typedef {object} Row
 * @property {string} url
 * @property {number} since when it was asked for, milliseconds since the epoch
 * @property {Promise<{ from: number, to: number }>[]} moments in which rows of it are ours; milliseconds since the epoch
 */

export class Landing {
  #tabs;
  #windows;
  #choices;
  #lastUsed;
  #now;
  /** Decoy tabs whose page is not there yet. @type {Map<number, Load>} */
  #onTheWay = new Map();
  /**
   * @typedef {object} Load
   * @property {string} url
   * @property {number} [windowId]
   * @property {number} starts
   * @property {boolean} hasCommitted
   * @property {ReturnType<typeof setTimeout>} timer
   * @property {(tabId: number | undefined) => void} arrives
   * @property {() => void} ends
   */

  /**
   * @param {object} parts
   * @param {Pick<typeof chrome.tabs, "create" | "update" | "remove">} parts.tabs
   * @param {Pick<typeof chrome.windows, "getAll" | "get" | "create" | "update">} parts.windows
   * @param {Pick<import("./choices.js").Choices, "ready" | "decoy" | "isBlank" | "isLast">} parts.choices
   * @param {() => Promise<Tab | undefined>} parts.lastUsed
   * @param {() => number} parts.now
   */
  constructor({ tabs, windows, choices, lastUsed, now }) {
    this.#tabs = tabs;
    this.#windows = windows;
    this.#choices = choices;
    this.#lastUsed = lastUsed;
    this.#now = now;
  }

  /**
   * @param {Tab} [from] the tab that is left
   * @returns {Promise<Landed>} when the decoy's tab is in front
   */
  async open(from) {
    await this.#choices.ready;
    const last = this.#choices.isLast ? await this.#lastUsed() : undefined;
    if (last) return this.#onLast(last);
    const url = this.#choices.isBlank ? undefined : this.#choices.decoy;
    const since = this.#now();
    const windowId = from?.incognito ? await this.#normalWindow() : from?.windowId;
    const tab = from?.incognito && windowId === undefined ? await this.#inNewWindow(url) : await this.#inWindow(url, windowId);
    const { arrived, ended } = url === undefined ? NO_LOAD : this.#follow(tab, url);
    const row = url === undefined ? undefined : { url, since, moments: [ended.then(() => ({ from: since, to: this.#now() }))] };
    return { arrived, row, toFront: () => this.#toFront(tab?.windowId) };
  }

  /** @param {Tab} tab */
  async #onLast({ id, windowId }) {
    await this.#tabs.update(/** @type {number} */ (id), { active: true });
    const toFront = () => this.#toFront(windowId);
    await toFront();
    return { arrived: Promise.resolve(undefined), toFront };
  }

  /** @param {{ tabId: number, frameId: number }} event `webNavigation.onCommitted` */
  committed({ tabId, frameId }) {
    const load = frameId === 0 ? this.#onTheWay.get(tabId) : undefined;
    if (!load) return;
    load.hasCommitted = true;
    load.arrives(tabId);
  }

  /**
   * A decoy that has come leads on by itself, or the person goes on from it: what stops then is no press of Esc.
   * @param {{ tabId: number, frameId: number, url: string }} event `webNavigation.onBeforeNavigate`
   */
  began({ tabId, frameId, url }) {
    const load = frameId === 0 ? this.#onTheWay.get(tabId) : undefined;
    if (load?.hasCommitted && url !== load.url) this.#end(tabId);
  }

  /** @param {{ tabId: number, frameId: number }} event `webNavigation.onDOMContentLoaded`: from now on a stop leaves a whole page */
  loaded({ tabId, frameId }) {
    if (frameId === 0) this.#end(tabId);
  }

  /**
   * The decoy's load was stopped, also when a part of it is there already, then it begins again; or it cannot load, then a
   * plain new tab takes its place.
   * @param {{ tabId: number, frameId: number, error?: string }} event `webNavigation.onErrorOccurred`
   */
  async failed({ tabId, frameId, error = "" }) {
    const load = frameId === 0 ? this.#onTheWay.get(tabId) : undefined;
    if (!load) return;
    if (STOPPED.test(error) && load.starts < MOST_STARTS) {
      if (load.hasCommitted) await new Promise((done) => setTimeout(done, LEADING_ON_MS));
      if (this.#onTheWay.get(tabId) !== load) return;
      load.starts += 1;
      await this.#tabs.update(tabId, { url: load.url }).catch(alreadyGone);
      return;
    }
    this.#end(tabId);
    if (load.hasCommitted) return;
    await this.#tabs.create({ active: true, ...(load.windowId === undefined ? {} : { windowId: load.windowId }) });
    await this.#tabs.remove(tabId).catch(alreadyGone);
  }

  /**
   * @param {Tab | undefined} tab
   * @param {string} url
   * @returns {{ arrived: Promise<number | undefined>, ended: Promise<void> }}
   */
  #follow({ id: tabId, windowId } = {}, url) {
    if (tabId === undefined) return NO_LOAD;
    /** @type {Load["arrives"]} */
    let arrives = () => {};
    let ends = () => {};
    const arrived = /** @type {Promise<number | undefined>} */ (new Promise((done) => (arrives = done)));
    const ended = /** @type {Promise<void>} */ (new Promise((done) => (ends = () => done())));
    const timer = setTimeout(() => this.#end(tabId), PATIENCE_MS);
    this.#onTheWay.set(tabId, { url, windowId, starts: 1, hasCommitted: false, timer, arrives, ends });
    return { arrived, ended };
  }

  /** Its load is over, one way or another. @param {number} tabId */
  #end(tabId) {
    const load = this.#onTheWay.get(tabId);
    if (!load) return;
    clearTimeout(load.timer);
    load.arrives(undefined);
    load.ends();
    this.#onTheWay.delete(tabId);
  }

  /**
   * @param {string | undefined} url undefined: a plain new tab
   * @param {number | undefined} windowId the current one when undefined. A browser that puts no tab there, for it is a
   *   small window of a page, takes an ordinary window.
   */
  async #inWindow(url, windowId) {
    const where = windowId === undefined ? {} : { windowId };
    const tab = await this.#tabs.create({ ...(url === undefined ? {} : { url }), active: true, ...where });
    this.#toFront(tab.windowId).catch(alreadyGone);
    return tab;
  }

  /** @param {string | undefined} url */
  async #inNewWindow(url) {
    const created = await this.#windows.create({ ...(url === undefined ? {} : { url }), focused: true, incognito: false });
    return created?.tabs?.[0];
  }

  /**
   * In front, and not minimised.
   * @param {number | undefined} windowId
   */
  async #toFront(windowId) {
    if (windowId === undefined) return;
    const { state } = await this.#windows.get(windowId);
    const shown = state === "minimized" ? { state: /** @type {const} */ ("normal") } : {};
    await this.#windows.update(windowId, { focused: true, ...shown });
  }

  /** @returns {Promise<number | undefined>} a window that is not private, one that can be seen if there is one */
  async #normalWindow() {
    const windows = (await this.#windows.getAll({ windowTypes: ["normal"] })).filter(({ incognito }) => !incognito);
    return (windows.find(({ state }) => state !== "minimized") ?? windows[0])?.id;
  }
}

const NO_LOAD = Object.freeze({ arrived: Promise.resolve(undefined), ended: Promise.resolve() });

/** Somebody closed it first. */
function alreadyGone() {}
