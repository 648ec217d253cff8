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
   * @param {() => void} parts.onQuiet
   */
  constructor({ log, onQuiet }) {
    this.#log = log;
    this.#onQuiet = onQuiet;
  }

  /** A wake-up with something left to erase: the browser or the worker was ended before, nobody is about to read on. */
  start() {
    if (!this.#log.isEmpty && this.#log.openTabs.length === 0) this.#onQuiet();
  }

  /** Something happened: waits anew. */
  stir() {
    clearTimeout(this.#timer);
    if (this.#log.isEmpty || this.#log.openTabs.length > 0) return;
    this.#timer = setTimeout(this.#onQuiet, QUIET_MS);
  }
}
