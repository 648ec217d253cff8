import { delegationsFor } from "./delegations.js";
import { NoTargetError } from "./errors.js";

/** @typedef {import("./metadata.js").Targets} Targets */
/** @typedef {import("./metadata.js").TargetFile} TargetFile */
/** @typedef {{ keys: Map<string, import("./metadata.js").Key>, role: import("./metadata.js").Role, name: string }} Trust */

/**
 * Section 5.6.7: pre-order depth-first search through the delegations. A delegated role that cannot be had or trusted ends
 * the search with its own error.
 * @param {Targets} top the trusted top-level targets metadata
 * @param {string} path TARGETPATH
 * @param {(trust: Trust) => Promise<Targets>} load one delegated role, verified
 * @param {number} limit of roles visited
 * @returns {Promise<TargetFile>}
 * @throws {NoTargetError} section 5.7.2
 */
export async function findTarget(top, path, load, limit) {
  /** @type {Trust[]} */
  let ahead = [];
  const visited = new Set(["targets"]);
  let targets = top;
  for (;;) {
    const target = targets.targets.get(path);
    if (target) return target;
    if (targets.delegations) {
      const { keys } = targets.delegations;
      const roles = await delegationsFor(targets.delegations, path);
      if (roles.at(-1)?.terminating) ahead = []; // 5.6.7.2.1: nothing after it counts
      ahead.push(...roles.map((role) => ({ keys, role, name: role.name })).reverse());
    }
    const next = nextUnvisited(ahead, visited);
    if (next === null || visited.size > limit) throw new NoTargetError("no such target");
    visited.add(next.name);
    targets = await load(next);
  }
}

/**
 * @param {Trust[]} ahead the next one last
 * @param {Set<string>} visited
 */
function nextUnvisited(ahead, visited) {
  for (let next = ahead.pop(); next; next = ahead.pop()) {
    if (!visited.has(next.name)) return next; // 5.6.7.1
  }
  return null;
}
