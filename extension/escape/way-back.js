/**
 * Coming back to the page that was left: for who wants it, for half an hour, in memory alone. It is gone with the browser,
 * with the choice, and with being used.
 */
import { pageAddress } from "../shared/addresses.js";

export const KEPT_MS = 30 * 60 * 1000;
const KEY = "wayBack";

/** @typedef {"private" | "normal" | "nothing"} Opened in which kind of window; `nothing`: there was nothing to open */

export class WayBack {
  #session;
  #isOn;
  #isListed;
  #openPrivately;
  #openNormally;
  #now;

  /**
   * @param {object} parts
   * @param {Pick<chrome.storage.StorageArea, "get" | "set" | "remove">} parts.session memory of this browser session
   * @param {() => boolean} parts.isOn whether the person chose it
   * @param {(url: string) => boolean} parts.isListed
   * @param {(url: string) => Promise<boolean>} parts.openPrivately false: the browser opens no private window
   * @param {(url: string) => Promise<unknown>} parts.openNormally
   * @param {() => number} parts.now milliseconds since the epoch
   */
  constructor({ session, isOn, isListed, openPrivately, openNormally, now }) {
    this.#session = session;
    this.#isOn = isOn;
    this.#isListed = isListed;
    this.#openPrivately = openPrivately;
    this.#openNormally = openNormally;
    this.#now = now;
  }

  /**
   * A page is being left.
   * @param {{ url?: string }} [tab]
   */
  async left(tab) {
    const url = pageAddress(tab?.url ?? "");
    if (!this.#isOn() || !this.#isListed(url)) return;
    await this.#session.set({ [KEY]: { url, at: this.#now() } });
    setTimeout(() => this.expire(), KEPT_MS);
  }

  /** @returns {Promise<Opened>} where the page is on its way */
  async open() {
    await this.expire();
    const { [KEY]: kept } = await this.#session.get(KEY);
    if (!kept) return "nothing";
    await this.forget();
    const { url } = /** @type {{ url: string }} */ (kept);
    if (await this.#openPrivately(url)) return "private";
    await this.#openNormally(url);
    return "normal";
  }

  /** Forgets what has been kept for too long, or is not wanted any more. The worker's timers end with it: asked anew. */
  async expire() {
    const { [KEY]: kept } = await this.#session.get(KEY);
    const { at } = /** @type {{ at: number }} */ (kept ?? { at: 0 });
    if (!this.#isOn() || this.#now() - at >= KEPT_MS) await this.forget();
  }

  forget() {
    return this.#session.remove(KEY);
  }
}
