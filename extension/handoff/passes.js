/**
 * The normal tabs in which listed pages may open for now: this time, because the person said so or nothing else was
 * possible. A pass ends when the tab leaves the listed site.
 */

const KEY = "passes";

export class Passes {
  /** @type {Set<number>} */
  #tabIds = new Set();
  #session;
  #gate;

  /**
   * @param {object} parts
   * @param {Pick<chrome.storage.StorageArea, "get" | "set">} parts.session memory of this browser session
   * @param {{ exempt(...tabIds: number[]): Promise<unknown>, revoke(tabId: number): unknown }} parts.gate
   */
  constructor({ session, gate }) {
    this.#session = session;
    this.#gate = gate;
    this.ready = session.get(KEY).then(({ [KEY]: ids }) => {
      this.isFirst = ids === undefined;
      return this.grant(.../** @type {number[]} */ (ids ?? []));
    });
  }

  /** Whether none has ever been given in this session of the extension. */
  isFirst = false;

  /**
   * @param {number[]} tabIds
   * @returns {Promise<void>} when listed pages may open there
   */
  async grant(...tabIds) {
    for (const tabId of tabIds) this.#tabIds.add(tabId);
    this.#save();
    await this.#gate.exempt(...tabIds);
  }

  /** @param {number} tabId */
  has(tabId) {
    return this.#tabIds.has(tabId);
  }

  /** @param {number} tabId */
  revoke(tabId) {
    if (!this.#tabIds.delete(tabId)) return;
    this.#gate.revoke(tabId);
    this.#save();
  }

  #save() {
    return this.#session.set({ [KEY]: [...this.#tabIds] });
  }
}
