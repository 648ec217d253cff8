/**
 * A verified list in the form in which a worker that wakes up again finds it in the session's memory: text, sorted by host,
 * searched where it lies. Nothing is parsed or built before the first question.
 */
import { matcherOf, rulesOf } from "./matcher.js";

/** @typedef {import("./matcher.js").Entry} Entry */
/** @typedef {import("./matcher.js").Matcher} Matcher */
/** @typedef {import("./search-terms.js").SearchTerm} SearchTerm */

/** No host begins so, and it comes before every host in the order of the lines. */
const SEARCHES = "\t";

/**
 * @param {readonly Entry[]} entries
 * @param {readonly SearchTerm[]} [searches]
 * @returns {string} for each host a line: the host, a space, its entries in JSON without it; before them, in the place of a
 *   host that there can't be, a line of the search terms
 */
export function writeIndex(entries, searches = []) {
  /** @type {Map<string, Omit<Entry, "host">[]>} */
  const hosts = new Map();
  for (const { host, ...rest } of entries) {
    const before = hosts.get(host);
    if (before) before.push(rest);
    else hosts.set(host, [rest]);
  }
  const lines = [...hosts].map(([host, rest]) => `${host} ${JSON.stringify(rest)}\n`);
  return (searches.length > 0 ? `${SEARCHES}${JSON.stringify(searches)}\n` : "") + lines.sort().join("");
}

/**
 * @param {string} index as {@link writeIndex} wrote it
 * @returns {readonly SearchTerm[]}
 */
export function searchesIn(index) {
  return index.startsWith(SEARCHES) ? JSON.parse(index.slice(SEARCHES.length, index.indexOf("\n"))) : [];
}

/**
 * @param {string} index as {@link writeIndex} wrote it
 * @returns {Entry[]} all of them, by host
 */
export function entriesIn(index) {
  const lines = index.slice(index.startsWith(SEARCHES) ? index.indexOf("\n") + 1 : 0).split("\n").filter(Boolean);
  return lines.flatMap((line) => {
    const space = line.indexOf(" ");
    const host = line.slice(0, space);
    return /** @type {Omit<Entry, "host">[]} */ (JSON.parse(line.slice(space + 1))).map((rest) => ({ host, ...rest }));
  });
}

/**
 * @param {string} index as {@link writeIndex} wrote it
 * @param {number} size how many entries it holds
 * @returns {Matcher}
 */
export function indexedMatcher(index, size) {
  return matcherOf((host) => rulesAt(index, host), size);
}

/**
 * @param {string} index
 * @param {string} host
 */
function rulesAt(index, host) {
  const wanted = `${host} `;
  let low = 0;
  let high = index.length;
  while (low < high) {
    const start = index.lastIndexOf("\n", ((low + high) >> 1) - 1) + 1;
    const end = index.indexOf("\n", start);
    if (index.startsWith(wanted, start)) return parseLine(host, index.slice(start + wanted.length, end));
    if (index.slice(start, end) < wanted) low = end + 1;
    else high = start;
  }
  return undefined;
}

/**
 * @param {string} host
 * @param {string} json
 */
function parseLine(host, json) {
  /** @type {Omit<Entry, "host">[]} */
  const entries = JSON.parse(json);
  return rulesOf(entries.map((rest) => ({ host, ...rest })));
}
