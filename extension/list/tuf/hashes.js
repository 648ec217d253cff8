import { BadHashError } from "./errors.js";
import { toHex } from "./hex.js";

/**
 * What the role above says of a file: METAFILES (section 4.4) and TARGETS (section 4.5).
 * @typedef {object} FileInfo
 * @property {number} [length] bytes
 * @property {Record<string, string>} [hashes] lower-case hexadecimal digests by algorithm
 */

/** @type {ReadonlyMap<string, string>} TUF's name → WebCrypto's */
const ALGORITHMS = new Map([["sha256", "SHA-256"], ["sha512", "SHA-512"]]);

/**
 * Sections 5.5.2, 5.6.2 and 5.7.3. Every hash of an algorithm that we know must match, and where there are hashes we must
 * know one of them.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {FileInfo} info
 * @param {string} what for the message
 * @throws {BadHashError}
 */
export async function checkFile(bytes, { length, hashes }, what) {
  if (length !== undefined && bytes.length !== length) {
    throw new BadHashError(`${what}: ${bytes.length} bytes instead of ${length}`);
  }
  if (hashes === undefined) return;
  const known = Object.entries(hashes).filter(([algorithm]) => ALGORITHMS.has(algorithm));
  if (known.length === 0) throw new BadHashError(`${what}: no hash of a known algorithm`);
  for (const [algorithm, expected] of known) {
    if ((await digest(algorithm, bytes)) !== expected) throw new BadHashError(`${what}: its ${algorithm} is another`);
  }
}

/**
 * @param {string} algorithm `sha256` or `sha512`
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Promise<string>} lower-case hexadecimal
 */
export async function digest(algorithm, bytes) {
  const name = /** @type {string} */ (ALGORITHMS.get(algorithm));
  return toHex(new Uint8Array(await globalThis.crypto.subtle.digest(name, bytes)));
}

/**
 * The hash by which a file's name is prefixed in a consistent snapshot (section 6.2.1).
 * @param {FileInfo} info
 * @returns {string}
 */
export function namingHash({ hashes = {} }) {
  const hash = hashes.sha256 ?? hashes.sha512;
  if (hash === undefined) throw new BadHashError("target: no hash of a known algorithm");
  return hash;
}
