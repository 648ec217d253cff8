/**
 * One list with the metadata that vouches for it. The two are loaded, replaced and stored together.
 */
import { decodeAtRest, encodeAtRest, gunzip } from "./at-rest.js";
import { parseList } from "./list-format.js";
import { BadHashError, NoTargetError } from "./tuf/errors.js";
import { checkFile } from "./tuf/hashes.js";
import { parseRoot, parseTargets, parseTimestamp } from "./tuf/metadata.js";

export const LIST_TARGET = "list/sites-v1.json";

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */
/** @typedef {Map<string, Bytes>} Metadata by role; without a timestamp or snapshot after a rotation that was cut short */

/**
 * @typedef {object} TrustedSet
 * @property {Metadata} metadata
 * @property {Bytes} list as signed
 * @property {ReturnType<typeof parseList>} content
 * @property {number} rootVersion
 * @property {number} version of the targets metadata
 * @property {string} expires of the timestamp, "" without one
 */

/**
 * Metadata and list as they belong together: the list is the one that the targets metadata names, and keeps the guard
 * rails. Signatures are not verified again: they were when the set was built or stored, and whoever can change what is
 * stored here could change the root beside it as well. The hash finds damage, and costs a tenth of the signatures.
 * @param {Metadata} metadata
 * @param {Bytes} list
 * @returns {Promise<TrustedSet>}
 * @throws {import("./tuf/errors.js").TufError} when it is not whole
 */
export async function trustedSet(metadata, list) {
  const targets = parseTargets(part(metadata, "targets"));
  await checkFile(list, listInfo(targets), "list");
  const timestamp = metadata.get("timestamp");
  return {
    metadata,
    list,
    content: parseList(list),
    rootVersion: parseRoot(part(metadata, "root")).version,
    version: targets.version,
    expires: timestamp ? parseTimestamp(timestamp).expires : "",
  };
}

/**
 * Only the reviewers' own role may name the list; a delegation would be a way around its threshold.
 * @param {import("./tuf/metadata.js").Targets} targets
 */
export function listInfo({ targets }) {
  const info = targets.get(LIST_TARGET);
  if (info === undefined) throw new NoTargetError("targets: no list");
  return info;
}

/**
 * @param {TrustedSet} a
 * @param {TrustedSet} b
 * @returns {boolean} whether `a` is the later of two. A newer root outweighs a newer list: after a compromise, versions
 *   under the old root mean nothing
 */
export function isLater(a, b) {
  return a.rootVersion === b.rootVersion ? a.version > b.version : a.rootVersion > b.rootVersion;
}

/**
 * The set that came with the extension.
 * @param {(path: string) => Promise<Bytes>} readBundled
 */
export async function readBundledSet(readBundled) {
  const roles = ["root", "timestamp", "snapshot", "targets"];
  const read = await Promise.all(roles.map(async (role) => /** @type {const} */ ([role, await readBundled(`trust/${role}.json`)])));
  return trustedSet(new Map(read), await gunzip(await readBundled("trust/list.gz")));
}

/** @typedef {{ metadata: [role: string, atRest: string][], list: string }} StoredSet */

/**
 * @param {Metadata} metadata
 * @param {Bytes} list
 * @returns {Promise<StoredSet>}
 */
export async function toStored(metadata, list) {
  const roles = [...metadata].map(async ([role, bytes]) => /** @type {[string, string]} */ ([role, await encodeAtRest(bytes)]));
  return { metadata: await Promise.all(roles), list: await encodeAtRest(list) };
}

/**
 * @param {any} stored whatever storage held
 * @returns {Promise<TrustedSet | null>} null when there is none, or it is damaged
 */
export async function fromStored(stored) {
  try {
    const roles = stored.metadata.map(async (/** @type {[string, string]} */ [role, text]) => [role, await decodeAtRest(text)]);
    return await trustedSet(new Map(await Promise.all(roles)), await decodeAtRest(stored.list));
  } catch {
    return null;
  }
}

/**
 * @param {Metadata} metadata
 * @param {string} role
 */
function part(metadata, role) {
  const bytes = metadata.get(role);
  if (bytes === undefined) throw new BadHashError(`${role}: missing`);
  return bytes;
}
