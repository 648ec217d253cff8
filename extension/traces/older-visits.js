/**
 * Rows of listed pages that no visit of ours left: from before the install, from another device, of another person. Nothing
 * does this by itself: the person asks, is told how many there are, and decides.
 *
 * One pass over the history in slices of time, not a search for each site: what a site's name finds would have to be looked
 * at row by row all the same (`docs/bench/sweep.md`). What was found lives in memory until it is erased or asked for anew.
 */

const DAY_MS = 24 * 60 * 60 * 1000;
/** A slice of about this many rows keeps the worker free for the key between two of them. */
const WANTED_ROWS = 2500;
const FIRST_SLICE_MS = 7 * DAY_MS;
const SHORTEST_SLICE_MS = 60 * 60 * 1000;
/** Firefox refuses 0, which is all in Chromium (FACTS, Erasing: Chromium). */
const EVERYTHING = 1_000_000;
/** So many erasings wait at a time: more would hold up the browser's own history. */
const AT_ONCE = 50;
/** For traces that ask since when: the first minute of the epoch, for a time before it is refused. */
const EVER_MS = 60_000;

/** @typedef {import("../visits/visit-log.js").Touched} Touched */
/** @typedef {import("../shared/messages.js").OlderState} OlderState */

/** @type {Readonly<OlderState>} */
const IDLE = Object.freeze({ phase: "idle", looked: 0, found: 0, erased: 0, remaining: 0 });

export class OlderVisits {
  /** @type {OlderState} */
  #state = IDLE;
  /** @type {Map<string, Touched>} */
  #found = new Map();
  #isStopped = false;
  #history;
  #match;
  #others;
  #isListed;
  #now;

  /**
   * @param {object} parts
   * @param {Pick<typeof chrome.history, "search" | "getVisits" | "deleteUrl">} parts.history
   * @param {(url: string) => { host: string, subdomains: boolean, paths?: string[] } | null} parts.match
   * @param {import("./ledger.js").Trace[]} parts.others what else a listed page that was found may have left; each erases by
   *   address or host, none by time
   * @param {() => number} parts.now
   */
  constructor({ history, match, others, now }) {
    this.#history = history;
    this.#match = match;
    this.#others = others;
    this.#isListed = (/** @type {string} */ url) => match(url) !== null;
    this.#now = now;
  }

  /** @returns {OlderState} */
  get state() {
    return this.#state;
  }

  /** The one that works stops after what it is at; what was found is forgotten, what was erased is erased. */
  stop() {
    this.#isStopped = true;
    if (this.#state.phase === "looking" || this.#state.phase === "erasing") return;
    this.#state = IDLE;
    this.#found.clear();
  }

  /**
   * Looks through the whole history and erases nothing.
   * @returns {Promise<OlderState>} `found`, `stopped`, or what is going on when something is
   */
  async look() {
    if (this.#isAtWork) return this.#state;
    this.#begin("looking");
    let end = this.#now() + DAY_MS;
    for (let width = FIRST_SLICE_MS; end > 0 && !this.#isStopped; ) {
      const startTime = Math.max(0, end - width);
      const rows = await this.#history.search({ text: "", startTime, endTime: end, maxResults: EVERYTHING });
      this.#take(rows);
      end = startTime;
      width = nextWidth(width, rows.length);
    }
    return this.#end("found");
  }

  /**
   * Erases what the last look found.
   * @returns {Promise<OlderState>} `done` after reading back, `stopped`, or `idle` when nothing was looked for
   */
  async erase() {
    if (this.#isAtWork) return this.#state;
    if (this.#state.phase !== "found") return (this.#state = IDLE);
    const found = [...this.#found.values()];
    this.#state = { ...this.#state, phase: "erasing" };
    this.#isStopped = false;
    for (let at = 0; at < found.length && !this.#isStopped; at += AT_ONCE) {
      const rows = found.slice(at, at + AT_ONCE);
      await Promise.all(rows.flatMap(({ url }) => [url, ...this.#hopsTo(url)]).map((url) => this.#history.deleteUrl({ url })));
      const left = await Promise.all(rows.map(({ url }) => this.#history.getVisits({ url })));
      const remaining = left.filter((visits) => visits.length > 0).length;
      const { erased, remaining: before } = this.#state;
      this.#state = { ...this.#state, erased: erased + rows.length - remaining, remaining: before + remaining };
    }
    if (!this.#isStopped) await this.#eraseOthers(found);
    this.#found.clear();
    return this.#end("done");
  }

  get #isAtWork() {
    return this.#state.phase === "looking" || this.#state.phase === "erasing";
  }

  /** @param {"looking"} phase */
  #begin(phase) {
    this.#found.clear();
    this.#isStopped = false;
    this.#state = { ...IDLE, phase };
  }

  /** @param {"found" | "done"} phase */
  #end(phase) {
    if (this.#isStopped) this.#found.clear();
    return (this.#state = { ...this.#state, phase: this.#isStopped ? "stopped" : phase });
  }

  /** @param {{ url?: string }[]} rows */
  #take(rows) {
    for (const { url = "" } of rows) {
      const entry = this.#found.has(url) ? null : this.#match(url);
      if (!entry) continue;
      const site = entry.paths ? null : { host: entry.host, subdomains: entry.subdomains };
      this.#found.set(url, { url, since: EVER_MS, listed: true, site });
    }
    this.#state = { ...this.#state, looked: this.#state.looked + rows.length, found: this.#found.size };
  }

  /**
   * The history hides the pages that only led on (FACTS, Erasing: Chromium). The usual one is the same address without TLS.
   * @param {string} url
   */
  #hopsTo(url) {
    const plain = url.replace(/^https:/, "http:");
    return plain !== url && this.#isListed(plain) ? [plain] : [];
  }

  /** @param {Touched[]} touched */
  async #eraseOthers(touched) {
    if (touched.length === 0) return;
    for (const { erase } of this.#others) {
      const { remaining } = await erase({ touched, isListed: this.#isListed }).catch(() => ({ remaining: 1 }));
      this.#state = { ...this.#state, remaining: this.#state.remaining + remaining };
    }
  }
}

/**
 * @param {number} width of the slice before, in milliseconds
 * @param {number} rows how many it held
 */
function nextWidth(width, rows) {
  if (rows > 2 * WANTED_ROWS) return Math.max(SHORTEST_SLICE_MS, width / 2);
  return rows < WANTED_ROWS ? width * 2 : width;
}
