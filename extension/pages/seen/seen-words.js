/** What was found, in words. Pure. */
import { counted } from "../shared/words.js";

/** @typedef {import("../shared/words.js").Wording} Wording */

/** Names of the kinds of `traces/seen.js`, in the order in which they are said. */
export const KIND_NAMES = Object.freeze(
  /** @type {Record<string, string>} */ ({
    history: "seen_kind_history",
    "closed-tabs": "seen_kind_closed",
    downloads: "seen_kind_downloads",
    cookies: "seen_kind_cookies",
  }),
);

/**
 * @param {Record<string, number>} counts
 * @param {Wording} wording
 * @returns {{ label: string, value: string }[]}
 */
export const countRows = (counts, wording) =>
  Object.entries(KIND_NAMES).map(([kind, name]) => ({
    label: wording.message(name),
    value: counts[kind] === 0 ? wording.message("seen_none") : counted(wording, "seen_found", counts[kind]),
  }));

/**
 * @param {Map<string, number>} names of hosts, and how many rows name each
 * @param {Wording} wording
 * @returns {{ label: string, value: string }[]} those with the most rows first
 */
export const nameRows = (names, wording) =>
  [...names]
    .toSorted(([a, most], [b, least]) => least - most || (a < b ? -1 : 1))
    .map(([host, count]) => ({ label: host, value: counted(wording, "seen_found", count) }));
