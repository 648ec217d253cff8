import { metadataAddress } from "./addresses.js";
import { download } from "./download.js";

/** @typedef {import("./metadata.js").Root} Root */
/** @typedef {import("./metadata.js").Role} Role */
/** @typedef {import("./metadata.js").MetaFile} MetaFile */

/**
 * Bytes that a file without a signed length may have, and counts that bound the work (the X, Y and Z of section 5).
 * @typedef {object} Limits
 * @property {number} root
 * @property {number} timestamp
 * @property {number} snapshot
 * @property {number} targets
 * @property {number} target
 * @property {number} rootRotations in one refresh
 * @property {number} delegations visited in one search
 */

/**
 * One update cycle. `startedAt` is the fixed update start time of section 5.1.
 * @typedef {object} Update
 * @property {import("./store.js").Store} store
 * @property {import("./download.js").Network} network
 * @property {string} metadataUrl
 * @property {Limits} limits
 * @property {number} startedAt milliseconds since the epoch
 */

/** @type {Readonly<Limits>} */
export const DEFAULT_LIMITS = Object.freeze({
  root: 512_000,
  timestamp: 16_384,
  snapshot: 2_000_000,
  targets: 5_000_000,
  target: 50_000_000,
  rootRotations: 1024,
  delegations: 32,
});

/**
 * Who may sign a top-level role.
 * @param {Root} root
 * @param {string} name one of the four
 */
export function trustFor(root, name) {
  return { keys: root.keys, role: /** @type {Role} */ (root.roles.get(name)), name };
}

/**
 * Sections 5.5.1 and 5.6.1: a file that the role above lists, up to its signed length.
 * @param {Update} update
 * @param {Root} root
 * @param {string} name
 * @param {MetaFile} info
 * @param {number} limit bytes
 */
export function downloadListed({ network, metadataUrl }, root, name, info, limit) {
  const url = metadataAddress(metadataUrl, name, root.consistentSnapshot ? info.version : null);
  return download(network, url, Math.min(info.length ?? limit, limit), name);
}
