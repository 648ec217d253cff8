/**
 * Which tabs are private. Navigation events do not say, and asking afterwards is too late when the tab is closed by
 * then: so it is known from the tab's creation on.
 */
export class PrivateTabs {
  /** @type {Set<number>} */
  #ids = new Set();

  /** @param {{ query(filter: {}): Promise<{ id?: number, incognito: boolean }[]> }} tabs */
  async load(tabs) {
    for (const tab of await tabs.query({})) this.created(tab);
  }

  /** @param {{ id?: number, incognito: boolean }} tab */
  created({ id, incognito }) {
    if (incognito && id !== undefined) this.#ids.add(id);
  }

  /** @param {number} tabId */
  closed(tabId) {
    this.#ids.delete(tabId);
  }

  /** @returns {number[]} */
  get all() {
    return [...this.#ids];
  }

  /** @param {number} tabId */
  has(tabId) {
    return this.#ids.has(tabId);
  }
}
