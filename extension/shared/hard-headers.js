/**
 * What is changed about the responses of a listed page, so that the browser writes less (FACTS, Writing less).
 */

/** @typedef {"memory" | "sealed" | "keep"} StorageRule see visits/storage-choice.js */

/** An origin of its own: cookies, storage, workers that serve pages are refused by the browser itself. */
export const SEAL =
  "sandbox allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox allow-top-navigation allow-modals allow-downloads";

/** Not kept on disk, and the next site does not learn where one came from. */
const SET = [
  ["cache-control", "no-store"],
  ["referrer-policy", "no-referrer"],
];

/** Each makes the browser remember the site. */
const REMOVED = ["strict-transport-security", "alt-svc"];

/**
 * @param {StorageRule} rule
 * @param {boolean} isDocument whether it is a page, not what a page loads
 * @returns {{ set: string[][], removed: string[], added: string[][] }} header names in lower case, with values
 */
export function hardHeaders(rule, isDocument) {
  return {
    set: SET,
    removed: rule === "keep" ? REMOVED : [...REMOVED, "set-cookie"],
    added: rule === "sealed" && isDocument ? [["content-security-policy", SEAL]] : [],
  };
}
