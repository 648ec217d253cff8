/**
 * The throw-away container in which listed pages are opened where private windows are not allowed (Firefox). What a site
 * stores there, and the browser's own record of it, goes with the container: removing one is the only clearing by an
 * extension that reaches that record (FACTS, Firefox without private access). The history is that of the normal window.
 *
 * There is one, made when it is needed and removed when its last tab is gone. Its id outlives a crash and names no site.
 */

const KEY = "container";

/** What the browser shows of it: the least that it has. */
const LOOK = Object.freeze({ color: "toolbar", icon: "circle" });

/**
 * @typedef {object} Identities `contextualIdentities`
 * @property {(look: { name: string, color: string, icon: string }) => Promise<{ cookieStoreId: string }>} create
 * @property {(id: string) => Promise<unknown>} get
 * @property {(id: string) => Promise<unknown>} remove closes its tabs
 */

/** @typedef {{ id?: number, cookieStoreId?: string, windowId?: number, index?: number }} Tab */

export class Container {
  #identities;
  #tabs;
  #area;
  #name;
  /** @type {string | undefined} */
  #id;
  /** @type {Set<number>} */
  #tabIds = new Set();
  /** @type {Promise<unknown>} */
  #work;

  /**
   * @param {object} parts
   * @param {Identities | undefined} parts.identities undefined: this browser has no containers
   * @param {{ get(id: number): Promise<Tab>, create(tab: any): Promise<Tab>, query(query: any): Promise<Tab[]> }} parts.tabs
   * @param {Pick<chrome.storage.StorageArea, "get" | "set" | "remove">} parts.area kept on disk
   * @param {() => string} parts.name which the browser shows in the address bar
   */
  constructor({ identities, tabs, area, name }) {
    this.#identities = identities;
    this.#tabs = tabs;
    this.#area = area;
    this.#name = name;
    this.ready = identities ? this.#load() : Promise.resolve();
    this.#work = this.ready;
  }

  async #load() {
    const { [KEY]: id } = await this.#area.get(KEY);
    if (id === undefined) return;
    this.#id = /** @type {string} */ (id);
    for (const tab of await this.#tabsInside()) this.created(tab);
  }

  /**
   * @param {{ url: string, tabId: number }} meant `tabId`: the tab in which it was to open; the new one is beside it
   * @returns {Promise<void>} when the page is on its way in a tab in front
   * @throws {Error} the browser makes no container
   */
  open({ url, tabId }) {
    return this.#then(async () => {
      const cookieStoreId = await this.#made();
      const { windowId, index } = await this.#tabs.get(tabId).catch(gone);
      const beside = index === undefined ? {} : { windowId, index: index + 1 };
      this.created(await this.#tabs.create({ url, active: true, cookieStoreId, ...beside }));
    });
  }

  /** @param {Tab} tab */
  created({ id, cookieStoreId }) {
    if (id !== undefined && this.has(cookieStoreId)) this.#tabIds.add(id);
  }

  /** @param {number} tabId */
  closed(tabId) {
    this.#tabIds.delete(tabId);
  }

  /** @param {string | undefined} cookieStoreId as tabs and requests name it */
  has(cookieStoreId) {
    return cookieStoreId !== undefined && cookieStoreId === this.#id;
  }

  /** @param {number | undefined} tabId */
  holds(tabId) {
    return tabId !== undefined && this.#tabIds.has(tabId);
  }

  get isOpen() {
    return this.#tabIds.size > 0;
  }

  /**
   * Removes it, once none of its tabs is left.
   * @param {{ withTabs?: boolean }} [how] `withTabs`: not only then; they are closed
   * @returns {Promise<boolean>} whether it was removed
   * @throws {Error} the browser refused; it is known still, and can be removed later
   */
  remove({ withTabs = false } = {}) {
    return this.#then(async () => {
      if (this.#id === undefined || (!withTabs && (await this.#tabsInside()).length > 0)) return false;
      // somebody may have removed it in the browser's own settings
      const isThere = await this.#isThere(this.#id);
      if (isThere) await this.#identities?.remove(this.#id);
      this.#id = undefined;
      await this.#area.remove(KEY);
      return isThere;
    });
  }

  /** @returns {Promise<string>} id of one that is there */
  async #made() {
    if (!this.#identities) throw new Error("no containers");
    if (this.#id !== undefined && (await this.#isThere(this.#id))) return this.#id;
    const { cookieStoreId } = await this.#identities.create({ name: this.#name(), ...LOOK });
    this.#id = cookieStoreId;
    await this.#area.set({ [KEY]: cookieStoreId });
    return cookieStoreId;
  }

  /** @param {string} id */
  async #isThere(id) {
    return Boolean(await this.#identities?.get(id).then(() => true, () => false));
  }

  /** A query for a container that is gone fails. */
  #tabsInside() {
    return this.#tabs.query({ cookieStoreId: this.#id }).catch(() => /** @type {Tab[]} */ ([]));
  }

  /**
   * One after the other.
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  #then(work) {
    const done = this.#work.then(work);
    this.#work = done.catch(() => {});
    return done;
  }
}

/** Somebody closed it first. @returns {Tab} */
function gone() {
  return {};
}
