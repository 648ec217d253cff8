/** Which delegated roles may describe a target (section 4.5, DELEGATIONS). */
import { digest } from "./hashes.js";

/** @typedef {import("./metadata.js").DelegatedRole} DelegatedRole */
/** @typedef {import("./metadata.js").Delegations} Delegations */

/**
 * @param {Delegations} delegations
 * @param {string} path TARGETPATH
 * @returns {Promise<DelegatedRole[]>} in order of appearance, up to and with the first terminating one (5.6.7.2.1)
 */
export async function delegationsFor({ roles }, path) {
  const pathHash = await digest("sha256", new TextEncoder().encode(path));
  /** @type {DelegatedRole[]} */
  const found = [];
  for (const role of roles) {
    const covers = role.paths
      ? role.paths.some((pattern) => matchesPattern(pattern, path))
      : role.pathHashPrefixes?.some((prefix) => pathHash.startsWith(prefix.toLowerCase()));
    if (!covers) continue;
    found.push(role);
    if (role.terminating) break;
  }
  return found;
}

/**
 * PATHPATTERN: `*` and `?` within one segment; a slash is matched by a slash only.
 * @param {string} pattern
 * @param {string} path
 */
export function matchesPattern(pattern, path) {
  const patterns = pattern.split("/");
  const segments = path.split("/");
  return patterns.length === segments.length && patterns.every((p, i) => matchesSegment(p, /** @type {string} */ (segments[i])));
}

/**
 * Greedy with one point of return: at worst pattern times segment, where a regular expression could take exponential time.
 * @param {string} pattern
 * @param {string} segment
 */
function matchesSegment(pattern, segment) {
  let p = 0;
  let star = -1;
  let retry = 0;
  for (let s = 0; s < segment.length; ) {
    if (pattern[p] === "*") {
      star = p++;
      retry = s;
    } else if (p < pattern.length && (pattern[p] === "?" || pattern[p] === segment[s])) {
      p++;
      s++;
    } else if (star >= 0) {
      p = star + 1;
      s = ++retry;
    } else {
      return false;
    }
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}
