/**
 * Scripts of a normal window's listed tab besides the key: the form guard, when the person first acted, and storage kept in
 * memory for frames of other origins. Zoom is kept for the tab alone.
 */
import { MEMORY_SCRIPTS } from "./memory-scripts.js";

export const GUARD_SCRIPTS = ["content/form-guard.js", "content/first-act.js"];

export class Guards {
  #scripting;
  #tabs;
  /** What a person has enlarged a tab's pages by. @type {Map<number, number>} */
  #zooms = new Map();

  /**
   * @param {object} parts
   * @param {Pick<typeof chrome.scripting, "executeScript">} parts.scripting
   * @param {Pick<typeof chrome.tabs, "setZoomSettings" | "getZoom" | "setZoom">} parts.tabs
   */
  constructor({ scripting, tabs }) {
    this.#scripting = scripting;
    this.#tabs = tabs;
  }

  /**
   * @param {number} tabId
   * @param {number | null} frameId null: every frame that there is
   * @param {boolean} inMemory whether the page's storage is kept in memory
   */
  arm(tabId, frameId, inMemory) {
    const target = frameId === null ? { tabId, allFrames: true } : { tabId, frameIds: [frameId] };
    return Promise.all([
      this.#inject({ target, files: GUARD_SCRIPTS }),
      // where the page's own scripts were faster, what they store from now on is still kept off the disk
      inMemory && frameId !== null && this.#inject({ target, files: MEMORY_SCRIPTS, world: "MAIN" }),
      frameId === 0 && this.#ownZoom(tabId).catch(gone),
    ]);
  }

  /**
   * A navigation begins in a listed tab: a zoom of the tab alone would end with the page.
   * @param {number} tabId
   */
  async readZoom(tabId) {
    this.#zooms.set(tabId, await this.#tabs.getZoom(tabId));
  }

  /**
   * Where the browser notes zoom by site whatever one asks (Firefox), what was noted during the visit is taken back.
   * @param {number[]} tabIds
   */
  async resetZoom(tabIds) {
    await Promise.all(tabIds.map((tabId) => this.#tabs.setZoom(tabId, 0).catch(gone)));
  }

  /** @param {number} tabId */
  async #ownZoom(tabId) {
    await this.#tabs.setZoomSettings(tabId, { mode: "automatic", scope: "per-tab" });
    const zoom = this.#zooms.get(tabId);
    this.#zooms.delete(tabId);
    if (zoom !== undefined && zoom !== (await this.#tabs.getZoom(tabId))) await this.#tabs.setZoom(tabId, zoom);
  }

  /** @param {Omit<chrome.scripting.ScriptInjection<any[], any>, "func" | "args">} what */
  #inject(what) {
    return this.#scripting.executeScript(/** @type {any} */ ({ ...what, injectImmediately: true })).catch(gone);
  }
}

/** The tab went away, or the browser has no such setting or lets nobody in. */
function gone() {}
