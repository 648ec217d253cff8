/**
 * The browser's own record of sites against tracking by redirects (Chromium: DIPS), made when a page hears a key or a click.
 * One call alone reaches it, clearing the history of a time, and that takes every row since then. So it is made only when a
 * look shows that nothing innocent was visited since, and what stays is said (FACTS, The recipe, step 2).
 */

/** `history.search` gives 100 rows unless told (FACTS). */
const EVERYTHING = 1_000_000;

/** Before the event that the page heard. */
const HEAD_START_MS = 50;

/**
 * @typedef {object} Acts
 * @property {() => number | null} since when a person first acted on a listed page, milliseconds since the epoch
 * @property {() => number} otherwise when a page that is not listed was last opened
 * @property {() => void} forget what they made is erased
 */

const NOTHING = { removed: 0, remaining: 0 };

/**
 * @param {Pick<typeof chrome, "browsingData" | "history">} api
 * @param {{ clearsByOrigin: () => boolean }} features
 * @param {Acts} acts
 * @returns {import("./ledger.js").Trace & { eraseNow(visit: import("./ledger.js").Visit): Promise<boolean> }}
 */
export function bounces({ browsingData, history }, { clearsByOrigin }, acts) {
  return { kind: "bounces", scope: "window", erase, eraseNow };

  /** @type {import("./ledger.js").Trace["erase"]} */
  async function erase(visit) {
    if (acts.since() === null) return NOTHING;
    if (!clearsByOrigin()) return { ...NOTHING, stays: 1 };
    return (await eraseNow(visit)) ? { ...NOTHING, removed: 1 } : { ...NOTHING, stays: 1 };
  }

  /**
   * @param {import("./ledger.js").Visit} visit
   * @returns {Promise<boolean>} whether it was erased
   */
  async function eraseNow(visit) {
    const acted = acts.since();
    if (acted === null || !clearsByOrigin()) return false;
    const since = acted - HEAD_START_MS;
    if (acts.otherwise() >= since || (await holdsInnocent(visit, since))) return false;
    await browsingData.remove({ since }, { history: true });
    acts.forget();
    return true;
  }

  /**
   * @param {import("./ledger.js").Visit} visit
   * @param {number} since
   */
  async function holdsInnocent({ touched, isListed }, since) {
    const own = new Set(touched.filter(({ since: first }) => first >= since).map(({ url }) => url));
    const rows = await history.search({ text: "", startTime: since, maxResults: EVERYTHING });
    return rows.some(({ url = "" }) => !own.has(url) && !isListed(url));
  }
}
