/** Rules shared by the two roles that another role lists: snapshot (section 5.5) and targets (section 5.6). */
import { BadHashError, MixAndMatchError } from "./errors.js";
import { isExpired } from "./expiry.js";
import { checkFile } from "./hashes.js";

/** @typedef {import("./metadata.js").Common} Common */
/** @typedef {import("./metadata.js").MetaFile} MetaFile */

/**
 * Whether trusted metadata is the very file that the role above lists, and still fresh.
 * @param {Common} trusted
 * @param {MetaFile} info
 * @param {number} startedAt
 */
export async function isListed(trusted, info, startedAt) {
  if (trusted.version !== info.version || isExpired(trusted, startedAt)) return false;
  try {
    await checkFile(trusted.bytes, info, "");
    return true;
  } catch (error) {
    if (error instanceof BadHashError) return false;
    throw error;
  }
}

/**
 * Hash, then signatures, then version.
 * @template {Common} M
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {(bytes: Uint8Array<ArrayBuffer>) => M} parse
 * @param {MetaFile} info
 * @param {string} name
 * @param {(metadata: M) => Promise<void>} checkSignatures
 * @returns {Promise<M>}
 */
export async function checkListed(bytes, parse, info, name, checkSignatures) {
  await checkFile(bytes, info, name); // 5.5.2, 5.6.2
  const metadata = parse(bytes);
  await checkSignatures(metadata); // 5.5.3, 5.6.3
  if (metadata.version !== info.version) { // 5.5.4, 5.6.4
    throw new MixAndMatchError(`${name}: version ${metadata.version} in place of ${info.version}`);
  }
  return metadata;
}
