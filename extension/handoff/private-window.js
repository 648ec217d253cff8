/**
 * The one private window in which listed pages are opened, and opened again. It is closed whole when the person leaves; a
 * private window that the person opened by hand is never touched.
 */

const KEY = "privateWindow";
const BLANK = "about:blank";

export class PrivateWindow {
  #windows;
  #tabs;
  #session;
  #prepare;
  #isAhead;
  /** @type {number | undefined} */
  #id;
  /** @type {Promise<unknown>} */
  #opening;

  /**
   * @param {object} parts
   * @param {Pick<typeof chrome.windows, "create" | "update">} parts.windows
   * @param {Pick<typeof chrome.tabs, "create" | "update">} parts.tabs
   * @param {Pick<chrome.storage.StorageArea, "get" | "set">} parts.session memory of this browser session
   * @param {(tabId: number) => Promise<unknown>} parts.prepare makes that a listed page may open in a tab
   * @param {boolean} parts.isAhead whether a tab must be prepared before it is sent to its page
   */
  constructor({ windows, tabs, session, prepare, isAhead }) {
    this.#windows = windows;
    this.#tabs = tabs;
    this.#session = session;
    this.#prepare = prepare;
    this.#isAhead = isAhead;
    this.ready = session.get(KEY).then(({ [KEY]: id }) => {
      this.#id ??= /** @type {number | null | undefined} */ (id) ?? undefined;
    });
    this.#opening = this.ready;
  }

  /**
   * @param {{ url: string }} meant
   * @returns {Promise<void>} when the page is on its way in a private tab in front
   * @throws {Error} the browser opens no private window
   */
  open({ url }) {
    const opened = this.#opening.then(() => this.#open(url));
    this.#opening = opened.catch(() => {});
    return opened;
  }

  /** @param {number | undefined} windowId */
  has(windowId) {
    return windowId !== undefined && windowId === this.#id;
  }

  get isOpen() {
    return this.#id !== undefined;
  }

  /** @param {number} windowId of a window that is gone */
  closed(windowId) {
    if (!this.has(windowId)) return false;
    this.#keep(undefined);
    return true;
  }

  /** @param {string} url */
  async #open(url) {
    const first = this.#isAhead ? BLANK : url;
    const tab = (await this.#anotherTab(first)) ?? (await this.#newWindow(first));
    if (!this.#isAhead) return;
    await this.#prepare(tab);
    await this.#tabs.update(tab, { url });
  }

  /**
   * @param {string} url
   * @returns {Promise<number | undefined>} id of a new tab in the window; undefined when it is not open
   */
  async #anotherTab(url) {
    if (this.#id === undefined) return undefined;
    const windowId = this.#id;
    try {
      const tab = await this.#tabs.create({ windowId, url, active: true });
      this.#windows.update(windowId, { focused: true }).catch(gone);
      return tab.id;
    } catch {
      this.closed(windowId);
      return undefined;
    }
  }

  /**
   * @param {string} url
   * @returns {Promise<number>} id of its tab
   */
  async #newWindow(url) {
    const window = await this.#windows.create({ incognito: true, focused: true, url });
    const tab = window?.tabs?.[0]?.id;
    if (window?.id === undefined || tab === undefined) throw new Error("no private window");
    this.#keep(window.id);
    return tab;
  }

  /** @param {number | undefined} id */
  #keep(id) {
    this.#id = id;
    return this.#session.set({ [KEY]: id ?? null });
  }
}

/** Somebody closed it first. */
function gone() {}
