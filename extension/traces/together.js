/**
 * Several modules whose traces a person knows by one name: they show as one row.
 * @param {import("./ledger.js").Trace} first gives the name and the scope
 * @param {...import("./ledger.js").Trace} others of the same scope
 * @returns {import("./ledger.js").Trace} its counts are the sums; every part runs, also when one before it fails
 */
export function together(first, ...others) {
  return { ...first, erase };

  /** @type {import("./ledger.js").Trace["erase"]} */
  async function erase(visit) {
    const outcomes = [];
    for (const part of [first, ...others]) outcomes.push(await settled(part.erase(visit)));
    const failed = outcomes.find((outcome) => "error" in outcome);
    if (failed) throw failed.error;
    const counts = /** @type {import("./ledger.js").Erased[]} */ (outcomes);
    return { removed: sum(counts.map(({ removed }) => removed)), remaining: sum(counts.map(({ remaining }) => remaining)) };
  }
}

/**
 * @template T
 * @param {Promise<T>} work
 * @returns {Promise<T | { error: unknown }>}
 */
const settled = (work) => work.catch((/** @type {unknown} */ error) => ({ error }));

/** @param {number[]} counts */
const sum = (counts) => counts.reduce((total, count) => total + count, 0);
