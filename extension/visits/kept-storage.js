/**
 * Hands the memory that a listed page keeps its storage in on to the next page of the tab, so that what a site remembers
 * lasts as long as the visit. In the extension's session memory, which is never on disk; gone with the visit.
 */

/** As content/memory/begin.js knows it. */
const TOKEN = "\0own window's memory";
const KEY = "kept";
/** `storage.session` holds 10 MB, and the list lies there too. */
const MOST_UNITS = 1_000_000;

/** @typedef {{ origin: string, local: [string, string][], session: [string, string][], cookies: object[] }} Given */
/** @typedef {{ origins: Record<string, Pick<Given, "local" | "cookies">>, tabs: Record<string, Pick<Given, "origin" | "session">> }} Kept */

/** @returns {Kept} */
const nothing = () => ({ origins: {}, tabs: {} });

export class KeptStorage {
  #scripting;
  #tabs;
  #area;
  /** Readings under way, by tab. @type {Map<number, Promise<void>>} */
  #reading = new Map();

  /**
   * @param {object} parts
   * @param {Pick<typeof chrome.scripting, "executeScript">} parts.scripting
   * @param {Pick<typeof chrome.tabs, "get">} parts.tabs
   * @param {{ get(key: string): Promise<Record<string, any>>, set(items: object): Promise<void>, remove(key: string): Promise<void> }} parts.area
   *   `storage.session`
   */
  constructor({ scripting, tabs, area }) {
    this.#scripting = scripting;
    this.#tabs = tabs;
    this.#area = area;
  }

  /**
   * A navigation begins in a listed tab: its page is still there.
   * @param {number} tabId
   */
  read(tabId) {
    this.#reading.set(tabId, this.#read(tabId).catch(gone));
  }

  /**
   * A listed page has begun in the tab.
   * @param {number} tabId
   */
  async giveBack(tabId) {
    await this.#reading.get(tabId);
    this.#reading.delete(tabId);
    const { origins, tabs } = await this.#load();
    if (Object.keys(origins).length === 0) return;
    const { origin } = new URL((await this.#tabs.get(tabId)).url ?? "about:blank");
    if (!Object.hasOwn(origins, origin)) return;
    const session = tabs[tabId]?.origin === origin ? tabs[tabId].session : [];
    await this.#run(tabId, takeBack, [TOKEN, origin, { ...origins[origin], session }]).catch(gone);
  }

  /** No listed page is open any more. */
  drop() {
    this.#reading.clear();
    return this.#area.remove(KEY);
  }

  /** @param {number} tabId */
  async #read(tabId) {
    const [{ result }] = await this.#run(tabId, giveMemory, [TOKEN]);
    const given = /** @type {Given | null} */ (result);
    if (!given || JSON.stringify(given).length > MOST_UNITS) return;
    const { origins, tabs } = await this.#load();
    origins[given.origin] = { local: given.local, cookies: given.cookies };
    tabs[tabId] = { origin: given.origin, session: given.session };
    await this.#area.set({ [KEY]: { origins, tabs } });
  }

  /** @returns {Promise<Kept>} */
  async #load() {
    return (await this.#area.get(KEY))[KEY] ?? nothing();
  }

  /**
   * @param {number} tabId
   * @param {(...given: any[]) => any} func
   * @param {any[]} args
   */
  #run(tabId, func, args) {
    return this.#scripting.executeScript({ target: { tabId, frameIds: [0] }, world: "MAIN", injectImmediately: true, func, args });
  }
}

/**
 * Runs in the page, as {@link takeBack} does.
 * @param {string} token
 */
function giveMemory(token) {
  try {
    const { get } = /** @type {any} */ (Object.getOwnPropertyDescriptor(window, "localStorage") ?? Object.getOwnPropertyDescriptor(Window.prototype, "localStorage"));
    return Reflect.apply(get, token, []).give();
  } catch {
    return null;
  }
}

/**
 * @param {string} token
 * @param {string} origin whose memory it is
 * @param {Omit<Given, "origin">} kept
 */
function takeBack(token, origin, kept) {
  try {
    const { get } = /** @type {any} */ (Object.getOwnPropertyDescriptor(window, "localStorage") ?? Object.getOwnPropertyDescriptor(Window.prototype, "localStorage"));
    if (location.origin === origin) Reflect.apply(get, token, []).take(kept);
  } catch {
    // this page's storage is not in memory
  }
}

/** The page was gone already. */
function gone() {}
