/**
 * One list with the metadata that vouches for it. The two are loaded, replaced and stored together.
 */
import { decodeAtRest, encodeAtRest, gunzip } from "./at-rest.js";
import { parseList } from "./list-format.js";
import { BadHashError, NoTargetError } from "./tuf/errors.js";
import { checkFile } from "./tuf/hashes.js";
import { parseRoot, parseTargets, parseTimestamp } from "./tuf/metadata.js";

export const LIST_TARGET = "list/sites-v1.json";

const ROLES = Object.freeze(["root", "timestamp", "snapshot", "targets"]);

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */
/** @typedef {Map<string, Bytes>} Metadata by role; without a timestamp or snapshot after a rotation that was cut short */

/**
 * What the metadata says, before the list itself is unpacked.
 * @typedef {object} Claim
 * @property {Metadata} metadata
 * @property {number} rootVersion
 * @property {number} version of the targets metadata
 * @property {string} expires of the timestamp, "" without one
 * @property {import("./tuf/metadata.js").TargetFile} info of the list
 */
/** @typedef {Claim & { unpack: () => Promise<Bytes> }} Candidate */
/** @typedef {Claim & { list: Bytes, content: ReturnType<typeof parseList> }} TrustedSet `list` as signed */
/** @typedef {{ metadata: [role: string, atRest: string][], list: string }} StoredSet */

/**
 * @param {Metadata} metadata
 * @returns {Claim}
 * @throws {import("./tuf/errors.js").TufError} when it is not whole
 */
export function claimOf(metadata) {
  const targets = parseTargets(part(metadata, "targets"));
  const timestamp = metadata.get("timestamp");
  return {
    metadata,
    rootVersion: parseRoot(part(metadata, "root")).version,
    version: targets.version,
    expires: timestamp ? parseTimestamp(timestamp).expires : "",
    info: listInfo(targets),
  };
}

/**
 * The list is the one that the metadata names, and it keeps the guard rails. Signatures are not verified again: that was done
 * when the set was built or stored, and whoever can change what is stored here could change the root beside it as well. It
 * would take as long as the hash (1 ms at 20,000 entries), which finds all damage.
 * @param {Claim} claim
 * @param {Bytes} list
 * @returns {Promise<TrustedSet>}
 * @throws {import("./tuf/errors.js").TufError}
 */
export async function trustedSet(claim, list) {
  await checkFile(list, claim.info, "list");
  return { ...claim, list, content: parseList(list) };
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
 * @param {Pick<Claim, "rootVersion" | "version">} a
 * @param {Pick<Claim, "rootVersion" | "version">} b
 * @returns {boolean} whether `a` is the later of two. A newer root outweighs a newer list: after a compromise, versions
 *   under the old root mean nothing
 */
export function isLater(a, b) {
  return a.rootVersion === b.rootVersion ? a.version > b.version : a.rootVersion > b.rootVersion;
}

/**
 * The set that came with the extension.
 * @param {(path: string) => Promise<Bytes>} readBundled
 * @returns {Promise<Candidate>}
 */
export async function bundledCandidate(readBundled) {
  const read = await Promise.all(ROLES.map(async (role) => /** @type {const} */ ([role, await readBundled(`trust/${role}.json`)])));
  return { ...claimOf(new Map(read)), unpack: async () => gunzip(await readBundled("trust/list.gz")) };
}

/**
 * @param {any} stored whatever storage held
 * @returns {Promise<Candidate | null>} null when there is none, or its metadata is damaged
 */
export async function storedCandidate(stored) {
  try {
    const roles = stored.metadata.map(async (/** @type {[string, string]} */ [role, text]) => [role, await decodeAtRest(text)]);
    return { ...claimOf(new Map(await Promise.all(roles))), unpack: () => decodeAtRest(stored.list) };
  } catch {
    return null;
  }
}

/**
 * @param {TrustedSet} set
 * @returns {Promise<StoredSet>}
 */
export async function toStored({ metadata, list }) {
  const roles = [...metadata].map(async ([role, bytes]) => /** @type {[string, string]} */ ([role, await encodeAtRest(bytes)]));
  return { metadata: await Promise.all(roles), list: await encodeAtRest(list) };
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
