import { TufError } from "./errors.js";
import { checkSignatures } from "./signatures.js";

/**
 * Where trusted metadata is kept, byte for byte as received, by role name. Names of delegated roles are the repository's
 * choice: a store that makes file names of them must escape them.
 * @typedef {object} Store
 * @property {(role: string) => Promise<Uint8Array<ArrayBuffer> | null>} read
 * @property {(role: string, bytes: Uint8Array<ArrayBuffer>) => Promise<void>} write
 * @property {(role: string) => Promise<void>} remove
 */

/**
 * Metadata trusted earlier, if the delegator still vouches for it. After a rotation it does not, which forgets the versions
 * that the old keys claimed (section 5.3.11). Its expiry is no matter here: a version once seen still rules out older ones.
 * @template {import("./metadata.js").Common} M
 * @param {Store} store
 * @param {(bytes: Uint8Array<ArrayBuffer>) => M} parse
 * @param {Parameters<typeof checkSignatures>[1]} trust
 * @returns {Promise<M | null>}
 */
export async function readTrusted(store, parse, trust) {
  const bytes = await store.read(trust.name);
  if (bytes === null) return null;
  try {
    const metadata = parse(bytes);
    await checkSignatures(metadata, trust);
    return metadata;
  } catch (error) {
    if (error instanceof TufError) return null;
    throw error;
  }
}
