/**
 * The guard against a list that is emptied, by an attacker or by a slip of the hand: a mass removal is taken only when it
 * was signed as one (docs/adr/0006-mass-removal.md).
 */
import { BadListError } from "./list-format.js";

/** @typedef {import("./matcher.js").Entry} Entry */

/** The signed field of the target: version of the targets metadata that last was a mass removal. */
const MARK = "x-sidestep-mass-removal";
const MOST_REMOVED = 50;
/** Between neighbouring versions: one line in ten. */
const SMALLEST_SHARE = 10;

/**
 * @typedef {object} Version
 * @property {number} version of the targets metadata
 * @property {{ custom?: any }} info of the list
 * @property {{ entries: Entry[] }} content
 */

/**
 * @param {Version} before the list in use
 * @param {Version} after the verified list that would replace it
 * @throws {BadListError} when it removes too much without being signed as a mass removal
 */
export function checkRemovals(before, after) {
  const mark = markOf(after);
  if (mark === after.version || (mark > before.version && mark < after.version)) return;
  const lines = before.content.entries.length;
  const removed = countRemovals(before.content.entries, after.content.entries);
  const steps = after.version - before.version;
  const isTooMuch =
    removed > MOST_REMOVED * Math.max(1, steps) ||
    (steps === 1 && removed * SMALLEST_SHARE > lines) ||
    (lines > 0 && after.content.entries.length === 0);
  if (isTooMuch) throw new BadListError("a mass removal that is not signed as one");
}

/**
 * @param {Entry[]} before
 * @param {Entry[]} after
 * @returns {number} lines of the old list that are gone or cover less
 */
export function countRemovals(before, after) {
  /** @type {Map<string, Entry[]>} */
  const byHost = new Map();
  for (const entry of after) byHost.set(entry.host, [...(byHost.get(entry.host) ?? []), entry]);
  return before.filter((entry) => !(byHost.get(entry.host) ?? []).some((later) => covers(later, entry))).length;
}

/**
 * @param {Entry} later
 * @param {Entry} earlier of the same host
 */
function covers(later, earlier) {
  if (earlier.subdomains && !later.subdomains) return false;
  if (!later.paths) return true;
  const paths = later.paths;
  return (earlier.paths ?? []).length > 0 && (earlier.paths ?? []).every((path) => paths.some((own) => isWithin(path, own)));
}

/**
 * @param {string} path
 * @param {string} prefix
 */
const isWithin = (path, prefix) => path === prefix || path.startsWith(`${prefix}/`);

/** @param {Version} of @returns {number} 0 without one */
function markOf({ info }) {
  const mark = info.custom?.[MARK];
  return Number.isSafeInteger(mark) ? mark : 0;
}
