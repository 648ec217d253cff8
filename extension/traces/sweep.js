/**
 * Runs the ledger over what the visits touched: once at once, and once more when the browser's late writers are done.
 * One pass at a time, but no sweep waits for another's late pass; a trace that fails is reported and does not keep the
 * others from being erased.
 */

/** Storage quotas, favicons and site engagement are written 2 to 4 s after a page is gone (FACTS, Erasing). */
export const LATE_WRITERS_MS = 2500;

/** @typedef {import("../shared/messages.js").SweepResult} SweepResult */
/** @typedef {{ kind: string, removed: number, remaining: number, error: string, stays?: number }} Row */

/** @type {SweepResult} */
const NOTHING_TO_ERASE = { state: "clean", traces: [] };

export class Sweep {
  #ledger;
  #log;
  #isListed;
  #wait;
  /** @type {Promise<unknown>} */
  #passing = Promise.resolve();

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

  /**
   * Erases all that the log holds.
   * @param {import("./ledger.js").Landed} [landed] after an escape
   * @returns {Promise<SweepResult>} when both passes are through
   */
  async run(landed) {
    await this.#log.ready;
    return this.erase(this.#log.touched, { landed });
  }

  /**
   * @param {import("../visits/visit-log.js").Touched[]} touched as the log gave them
   * @param {{ landed?: import("./ledger.js").Landed, isLeftOver?: boolean }} [how] how the visit ended
   * @returns {Promise<SweepResult>} when both passes are through
   */
  async erase(touched, how = {}) {
    if (touched.length === 0) return NOTHING_TO_ERASE;
    const visit = { touched, isListed: this.#isListed, ...how };
    const early = await this.#pass(visit);
    await this.#wait(LATE_WRITERS_MS);
    const late = await this.#pass(visit, this.#isBack() ? isOfUrls : undefined);
    const traces = early.map((row) => withLate(row, late.find(({ kind }) => kind === row.kind)));
    const isClean = traces.every(({ remaining, error }) => remaining === 0 && error === "");
    // What is still open goes on leaving traces: it stays in the log and is erased when it is left.
    if (isClean && this.#log.openTabs.length === 0) await this.#log.forget(touched);
    const said = traces.map(({ stays = 0, ...row }) => ({ ...row, remaining: row.remaining + stays }));
    return { state: stateOf(isClean, said), traces: said };
  }

  /** The person is back on a listed page: its storage is in use, and is erased when that visit ends. */
  #isBack() {
    return this.#log.openTabs.length > 0;
  }

  /**
   * @param {import("./ledger.js").Visit} visit
   * @param {(trace: import("./ledger.js").Trace) => boolean} [isMeant] all when left out
   * @returns {Promise<Row[]>}
   */
  #pass(visit, isMeant = () => true) {
    const pass = this.#passing.then(async () => {
      const rows = [];
      for (const trace of this.#ledger.filter(isMeant)) rows.push(await erased(trace, visit));
      return rows;
    });
    this.#passing = pass;
    return pass;
  }
}

/** @param {import("./ledger.js").Trace} trace */
const isOfUrls = ({ scope }) => scope === "url";

/**
 * @param {Row} early
 * @param {Row} [late] what it came to in the second pass, when it was in it
 * @returns {Row}
 */
const withLate = (early, late) => (late ? { ...late, removed: early.removed + late.removed } : early);

/**
 * @param {boolean} isClean nothing is left that another attempt could erase
 * @param {Row[]} rows
 * @returns {SweepResult["state"]}
 */
function stateOf(isClean, rows) {
  if (!isClean) return "remains";
  return rows.some(({ remaining }) => remaining > 0) ? "stays" : "clean";
}

/**
 * @param {import("./ledger.js").Trace} trace
 * @param {import("./ledger.js").Visit} visit
 * @returns {Promise<Row>} with the name of the error, never its text: that may hold an address
 */
async function erased({ kind, erase }, visit) {
  try {
    return { kind, error: "", ...(await erase(visit)) };
  } catch (error) {
    return { kind, removed: 0, remaining: 0, error: error instanceof Error ? error.name : "Error" };
  }
}
