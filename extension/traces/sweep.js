/**
 * Runs the ledger over what the visits touched: once at once, and once more when the browser's late writers are done.
 * One sweep at a time; a trace that fails is reported and does not keep the others from being erased.
 */

/** Storage quotas, favicons and site engagement are written 2 to 4 s after a page is gone (FACTS, Erasing). */
export const LATE_WRITERS_MS = 2500;

/** @typedef {import("../shared/messages.js").SweepResult} SweepResult */
/** @typedef {{ kind: string, removed: number, remaining: number, error: string }} Row */

export class Sweep {
  #ledger;
  #log;
  #isListed;
  #wait;
  /** @type {SweepResult | null} */
  #last = null;
  /** @type {Promise<SweepResult>} */
  #running = Promise.resolve({ state: "clean", traces: [] });

  /**
   * @param {object} parts
   * @param {import("./ledger.js").Trace[]} parts.ledger
   * @param {import("../visits/visit-log.js").VisitLog} parts.log
   * @param {(url: string) => boolean} parts.isListed
   * @param {(ms: number) => Promise<void>} parts.wait
   */
  constructor({ ledger, log, isListed, wait }) {
    this.#ledger = ledger;
    this.#log = log;
    this.#isListed = isListed;
    this.#wait = wait;
  }

  /** Of this browser session; null before the first. */
  get last() {
    return this.#last;
  }

  /** @returns {Promise<SweepResult>} when both passes are through */
  run() {
    this.#running = this.#running.then(() => this.#run());
    return this.#running;
  }

  async #run() {
    await this.#log.ready;
    const touched = this.#log.touched;
    if (touched.length === 0) return (this.#last ??= { state: "clean", traces: [] });
    this.#last = { state: "running", traces: [] };
    const early = await this.#pass(touched);
    await this.#wait(LATE_WRITERS_MS);
    const late = await this.#pass(touched);
    const traces = late.map((row, index) => ({ ...row, removed: row.removed + early[index].removed }));
    const isClean = traces.every(({ remaining, error }) => remaining === 0 && error === "");
    // What is still open goes on leaving traces: it stays in the log and is erased when it is left.
    if (isClean && this.#log.openTabs.length === 0) await this.#log.forget(touched);
    this.#last = { state: isClean ? "clean" : "remains", traces };
    return this.#last;
  }

  /**
   * @param {import("../visits/visit-log.js").Touched[]} touched
   * @returns {Promise<Row[]>}
   */
  async #pass(touched) {
    const rows = [];
    for (const trace of this.#ledger) rows.push(await this.#erase(trace, touched));
    return rows;
  }

  /**
   * @param {import("./ledger.js").Trace} trace
   * @param {import("../visits/visit-log.js").Touched[]} touched
   * @returns {Promise<Row>}
   */
  async #erase({ kind, erase }, touched) {
    try {
      return { kind, error: "", ...(await erase({ touched, isListed: this.#isListed })) };
    } catch (error) {
      return { kind, removed: 0, remaining: 0, error: error instanceof Error ? error.name : "Error" };
    }
  }
}
