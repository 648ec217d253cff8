/**
 * Tries the refused scheme on a reserved name, once for each version of the browser: that it stops a page without a trace
 * is nobody's documented promise (FACTS, Stopping: Chromium). A tab behind the others is sent to the name and taken away.
 * Where an error page or a row of the history appears, listed pages open in the normal window instead.
 *
 * A dialog would be seen by the person and by no interface: it is what looking at a new version by hand is for.
 */
import { CHECK_URL, REFUSED_URL, checkRule } from "./rules.js";

const KEY = "refusal";
const PATIENCE_MS = 3000;

/** @typedef {{ version: string, works: boolean }} Verdict */

export class SelfCheck {
  #parts;
  /** @type {Map<number, (url: string) => void>} */
  #waiting = new Map();

  /**
   * @param {object} parts
   * @param {Pick<typeof chrome.declarativeNetRequest, "updateSessionRules">} parts.rules
   * @param {Pick<typeof chrome.tabs, "create" | "get" | "update" | "remove">} parts.tabs
   * @param {Pick<typeof chrome.history, "search">} parts.history
   * @param {Pick<chrome.storage.StorageArea, "get" | "set">} parts.area on disk; says nothing but a version and yes or no
   * @param {string} parts.version of the browser
   */
  constructor(parts) {
    this.#parts = parts;
  }

  /** @returns {Promise<boolean>} whether pages can be stopped that way; asked of the browser once for each version */
  async works() {
    const { area, version } = this.#parts;
    const known = /** @type {Verdict | undefined} */ ((await area.get(KEY))[KEY]);
    if (known?.version === version) return known.works;
    const works = await this.#try();
    await area.set({ [KEY]: { version, works } });
    return works;
  }

  /** @param {{ tabId: number, frameId: number, url: string }} failure `webNavigation.onErrorOccurred` */
  failed({ tabId, frameId, url }) {
    if (frameId === 0) this.#waiting.get(tabId)?.(url);
  }

  async #try() {
    const { rules, tabs, history } = this.#parts;
    const rule = checkRule();
    await rules.updateSessionRules({ removeRuleIds: [rule.id], addRules: /** @type {any} */ ([rule]) });
    const { id = -1 } = await tabs.create({ url: "about:blank", active: false });
    const ended = this.#ended(id);
    await tabs.update(id, { url: CHECK_URL });
    const isStopped = (await ended) === REFUSED_URL;
    const { url } = await tabs.get(id);
    const rows = await history.search({ text: new URL(CHECK_URL).hostname, startTime: 0 });
    await tabs.remove(id);
    await rules.updateSessionRules({ removeRuleIds: [rule.id] });
    return isStopped && (url === "" || url === "about:blank") && rows.length === 0;
  }

  /**
   * @param {number} tabId
   * @returns {Promise<string>} the address at which its navigation failed, "" when it did not
   */
  #ended(tabId) {
    return new Promise((done) => {
      const timer = setTimeout(() => settle(""), PATIENCE_MS);
      const settle = (/** @type {string} */ url) => {
        clearTimeout(timer);
        this.#waiting.delete(tabId);
        done(url);
      };
      this.#waiting.set(tabId, settle);
    });
  }
}
