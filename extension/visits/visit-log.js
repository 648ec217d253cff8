/**
 * What the open visits have touched: which tabs show a listed page, and every URL that has to be erased for it.
 *
 * Held in memory, mirrored to session storage so that a killed worker finds it again, and (normal windows only) to the
 * crash journal. What happens in a private window is known by its tab alone: its URLs are never kept.
 */

/**
 * @typedef {object} Touched
 * @property {string} url
 * @property {number} since milliseconds since the epoch: when this visit first came by
 * @property {boolean} listed whether the URL itself is listed; if not, it is a redirect hop or a frame of the visit
 * @property {boolean} [isTrail] unlisted, and shown as a page of its own on the way to the visit or from it: a search that
 *   led there, a page that was opened there. Its closed tab goes too
 * @property {Site | null} site the entry's host when the whole host is listed; null for a path, for an unlisted URL, and for
 *   one that was only open in a container, which takes with it what sites stored
 */

/** @typedef {{ host: string, subdomains: boolean }} Site */

/** @typedef {{ load(): Promise<any>, save(state: any): Promise<void> }} Store */

export class VisitLog {
  /** @type {Set<number>} */
  #tabs = new Set();
  /** @type {Map<string, Touched>} */
  #touched = new Map();
  /** When a person first pressed a key or clicked on a listed page. @type {number | null} */
  #actedAt = null;
  #session;
  #journal;
  #now;
  /** What an earlier run of the worker or of the browser had still to erase. @type {Touched[]} */
  leftOver = [];
  #onForgotten = () => {};

  /**
   * @param {object} parts
   * @param {Store} parts.session memory of this browser session; loads undefined on its first wake-up
   * @param {Store} parts.journal survives a crash; loads an array of {@link Touched}
   * @param {() => number} parts.now milliseconds since the epoch
   */
  constructor({ session, journal, now }) {
    this.#session = session;
    this.#journal = journal;
    this.#now = now;
    this.ready = this.#load();
  }

  async #load() {
    const state = await this.#session.load();
    this.#restore(state ?? { tabs: [], touched: await this.#journal.load() });
    if (!state) await this.#saveSession();
  }

  /** @param {{ tabs: number[], touched: Touched[], actedAt?: number | null }} state */
  #restore({ tabs, touched, actedAt = null }) {
    this.#actedAt = actedAt;
    for (const tabId of tabs) this.#tabs.add(tabId);
    for (const item of touched) this.#touched.set(item.url, item);
    this.leftOver = touched;
  }

  /**
   * A tab shows a listed page from now on.
   * @param {number} tabId
   */
  open(tabId) {
    if (this.#tabs.has(tabId)) return;
    this.#tabs.add(tabId);
    this.#saveSession();
  }

  /**
   * A tab shows a listed page no longer.
   * @param {number} tabId
   * @returns {boolean} whether it did before
   */
  close(tabId) {
    const wasOpen = this.#tabs.delete(tabId);
    if (wasOpen) this.#saveSession();
    return wasOpen;
  }

  /** @param {number | undefined} tabId */
  isOpen(tabId) {
    return tabId !== undefined && this.#tabs.has(tabId);
  }

  /** @returns {number[]} ids of the tabs that show a listed page */
  get openTabs() {
    return [...this.#tabs];
  }

  get isEmpty() {
    return this.#touched.size === 0;
  }

  /**
   * A URL of a visit in a normal window. Its first time counts, and a listed URL stays listed.
   * @param {Omit<Touched, "since"> & { since?: number }} touched
   */
  touch({ url, listed, site, isTrail = false, since = this.#now() }) {
    const known = this.#touched.get(url);
    const fact = known?.listed ? { listed: true, site: known.site ?? site } : { listed, site };
    const trail = !fact.listed && (isTrail || known?.isTrail) ? { isTrail: true } : {};
    this.#touched.set(url, { url, listed: fact.listed, site: fact.site, since: known?.since ?? since, ...trail });
    this.#saveSession();
    if (known?.listed !== fact.listed) this.#saveJournal();
  }

  /**
   * A person pressed a key or clicked on a listed page. The first time counts.
   * @param {number} at milliseconds since the epoch
   */
  acted(at) {
    if (this.#actedAt !== null && this.#actedAt <= at) return;
    this.#actedAt = at;
    this.#saveSession();
  }

  /** What the acts have made is erased. */
  forgetActs() {
    this.#actedAt = null;
    this.#saveSession();
  }

  /** @returns {number | null} since when; null: only looked at */
  get actedAt() {
    return this.#actedAt;
  }

  /** @returns {Touched[]} everything touched so far */
  get touched() {
    return [...this.#touched.values()];
  }

  /**
   * These are erased. One that was touched again since it was handed out stays.
   * @param {Touched[]} erased as {@link touched} gave them
   */
  forget(erased) {
    for (const item of erased) if (this.#touched.get(item.url) === item) this.#touched.delete(item.url);
    this.#onForgotten();
    if (this.isEmpty) this.#actedAt = null;
    return Promise.all([this.#saveSession(), this.#saveJournal()]);
  }

  /** @param {() => void} listener called after each {@link forget} */
  onForgotten(listener) {
    this.#onForgotten = listener;
  }

  /** Writes the journal anew, changed or not, so that the time of its last writing says nothing. */
  refreshJournal() {
    return this.#saveJournal();
  }

  #saveSession() {
    return this.#session.save({ tabs: [...this.#tabs], touched: this.touched, actedAt: this.#actedAt });
  }

  #saveJournal() {
    return this.#journal.save(this.touched);
  }
}
