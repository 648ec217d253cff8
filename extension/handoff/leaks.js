/**
 * Listed pages that came through: while the browser started and the rules were not yet up, by an address that the rules
 * know less well than the matcher, or by a page that changed its own address without loading anything. They are moved: they
 * open where they should have, the tab goes, and what was written is erased.
 */

/** @typedef {{ arrived: Promise<number | undefined> }} Landed */

/** The browser tells that it has just started soon after the worker runs, if at all. */
const STARTED_MS = 500;

export class Leaks {
  #parts;
  /** @type {Set<number>} */
  #moving = new Set();
  /** @type {(isStart: boolean) => void} */
  #settle = () => {};
  /** Whether the tabs that are there came with the start of the browser. @type {Promise<boolean>} */
  #isStart = new Promise((settle) => (this.#settle = settle));

  /**
   * @param {object} parts
   * @param {Pick<typeof chrome.tabs, "get" | "remove">} parts.tabs
   * @param {(tabId: number) => Promise<boolean>} parts.goBack takes a tab back from an address, for good; whether it could
   * @param {import("./choice.js").Choice} parts.choice
   * @param {import("./passes.js").Passes} parts.passes
   * @param {Pick<import("./elsewhere.js").Elsewhere, "open">} parts.elsewhere
   * @param {(tabId: number) => boolean} parts.isAway the tab is one in which listed pages are opened instead
   * @param {(url: string) => boolean} parts.isListed
   * @param {(url: string) => boolean} parts.isBroughtBack whether it is closed, for the browser itself has reopened it
   * @param {(tab: { id?: number, windowId?: number }) => Promise<Landed>} parts.land opens a harmless page in its place
   * @param {(landed?: Landed) => Promise<unknown>} parts.sweep
   */
  constructor(parts) {
    this.#parts = parts;
    setTimeout(() => this.#settle(false), STARTED_MS);
  }

  /** `runtime.onStartup` */
  browserStarted() {
    this.#settle(true);
  }

  /**
   * The tabs that are there when the extension comes to life. Those of a browser that has just started are moved; those
   * that were open before an install, an update or a change of access stay, and are a visit in a normal window.
   * @param {{ id?: number, url?: string }[]} tabs
   */
  async found(tabs) {
    const { passes, isListed } = this.#parts;
    const open = tabs.filter(({ id, url }) => id !== undefined && url !== undefined && isListed(url));
    if (!passes.isFirst || open.length === 0) return;
    if (await this.#isStart) for (const { id, url } of open) await this.loaded(Number(id), String(url));
    else await passes.grant(...open.map(({ id }) => Number(id)));
  }

  /**
   * A tab has loaded a page.
   * @param {number} tabId
   * @param {string} url
   */
  async loaded(tabId, url) {
    if (!(await this.#begin(tabId, url))) return;
    this.#end(tabId, await this.#takeAway(await this.#parts.tabs.get(tabId)));
  }

  /**
   * A page has changed its own address: it goes back to where it was, and the tab goes where there is nothing to go back to.
   * @param {number} tabId
   * @param {string} url
   */
  async moved(tabId, url) {
    if (!(await this.#begin(tabId, url))) return;
    const isBack = await this.#parts.goBack(tabId).catch(() => false);
    const tab = isBack ? undefined : await this.#parts.tabs.get(tabId).catch(gone);
    this.#end(tabId, tab && this.#parts.isListed(tab.url ?? "") ? await this.#takeAway(tab) : undefined);
  }

  /** @param {{ id?: number, windowId?: number }} tab */
  async #takeAway(tab) {
    const landed = await this.#parts.land(tab);
    await this.#parts.tabs.remove(Number(tab.id)).catch(gone);
    return landed;
  }

  /**
   * @param {number} tabId
   * @param {string} url
   * @returns {Promise<boolean>} whether the page is open elsewhere now
   */
  async #begin(tabId, url) {
    const { choice, passes, isAway, isListed, isBroughtBack, elsewhere } = this.#parts;
    if (choice.mode !== "always" || this.#moving.has(tabId) || isAway(tabId) || passes.has(tabId)) return false;
    if (!isListed(url) || isBroughtBack(url)) return false;
    this.#moving.add(tabId);
    if (await elsewhere.open({ url, tabId })) return true;
    this.#moving.delete(tabId);
    await passes.grant(tabId);
    return false;
  }

  /**
   * @param {number} tabId
   * @param {Landed} [landed]
   */
  #end(tabId, landed) {
    this.#moving.delete(tabId);
    return this.#parts.sweep(landed);
  }
}

/** Somebody closed it first. */
function gone() {
  return undefined;
}
