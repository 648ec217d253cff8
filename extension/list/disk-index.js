/**
 * The list in use in the form in which the first wake-up of a browser session finds it on disk: verified when it was written
 * (a list is verified before it is used), searched where it lies. Unpacking, verifying and indexing the list itself takes
 * several times as long, and a page that opens meanwhile has no key.
 *
 * Packed as the list is (`at-rest.js`); gzip's checksum finds damage (RFC 1952, 2.3.1). Whoever can write here could exchange
 * the list and its root as well.
 */
import { decodeAtRest, encodeAtRest } from "./at-rest.js";
import { indexedMatcher, writeIndex } from "./list-index.js";

/** @typedef {import("./session-memory.js").Facts} Facts */

/**
 * @typedef {object} DiskIndex
 * @property {string} atRest the index
 * @property {number} size how many entries it holds
 * @property {Facts} facts
 * @property {string} [guards] version of the extension whose guard rails the list was held against
 */

/**
 * @param {{ entries: readonly import("./matcher.js").Entry[], searches?: readonly import("./search-terms.js").SearchTerm[], facts: Facts, guards?: string }} list in use
 * @returns {Promise<DiskIndex>}
 */
export async function toDiskIndex({ entries, searches, facts, guards }) {
  const atRest = await encodeAtRest(new TextEncoder().encode(writeIndex(entries, searches)));
  return { atRest, size: entries.length, facts, guards };
}

/**
 * @param {any} held whatever storage held
 * @param {string} [guards] version of the extension that runs
 * @returns {Promise<{ matcher: import("./matcher.js").Matcher, index: string, size: number, facts: Facts } | null>} null when
 *   there is none for this version, or it is damaged
 */
export async function fromDiskIndex(held, guards) {
  try {
    const { atRest, size, facts } = held;
    if (held.guards !== guards || !Number.isInteger(facts.version)) return null;
    const index = new TextDecoder().decode(await decodeAtRest(atRest));
    return { matcher: indexedMatcher(index, size), index, size, facts };
  } catch {
    return null;
  }
}

/**
 * @param {any} held whatever storage held
 * @param {Facts} facts of the list in use
 * @param {string} [guards] version of the extension that runs
 * @returns {boolean} whether it is that list's index, as far as can be said without unpacking it
 */
export function isIndexOf(held, { rootVersion, version, expires }, guards) {
  const known = held?.facts;
  return held?.guards === guards && known?.rootVersion === rootVersion && known.version === version && known.expires === expires;
}
