/**
 * Tells when it has become quiet: something is to be erased and no listed tab has been open for a while.
 */

/** DESIGN §2, Erase. Shorter than the worker's idle limit of 30 s: no alarm, which would be written to disk. */
export const QUIET_MS = 10_000;

export class Quiet {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #log;
  #onQuiet;

  /**
   * @param {object} parts
   * @param {import("./visit-log.js").VisitLog} parts.log
   * @param {(touched: import("./visit-log.js").Touched[], isLeftOver: boolean) => void} parts.onQuiet told what to erase
   */
  constructor({ log, onQuiet }) {
    this.#log = log;
    this.#onQuiet = onQuiet;
  }

  /**
   * A wake-up: what an earlier run left is due at once, unless its page is open again. What has been touched since is a
   * visit that begins: it waits like any other.
   */
  start() {
    if (this.#log.leftOver.length > 0 && this.#log.openTabs.length === 0) this.#onQuiet(this.#log.leftOver, true);
    this.stir();
  }

  /** Something happened: waits anew. */
  stir() {
    clearTimeout(this.#timer);
    if (this.#log.isEmpty || this.#log.openTabs.length > 0) return;
    this.#timer = setTimeout(() => this.#onQuiet(this.#log.touched, false), QUIET_MS);
  }
}
