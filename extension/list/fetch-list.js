import { checkRemovals } from "./removals.js";
import { claimOf, listInfo, LIST_TARGET, trustedSet } from "./trusted-set.js";
import { TufClient } from "./tuf/client.js";
import { BadHashError, TufError } from "./tuf/errors.js";
import { checkFile } from "./tuf/hashes.js";

/** @typedef {import("./trusted-set.js").TrustedSet} TrustedSet */
/** @typedef {import("./trusted-set.js").Metadata} Metadata */

/** Fixed addresses, and nothing that tells one asker from another. */
const REQUEST = Object.freeze(/** @type {const} */ ({
  credentials: "omit",
  cache: "no-store",
  redirect: "error",
  referrerPolicy: "no-referrer",
}));

/** @type {Partial<import("./tuf/update.js").Limits>} 20,000 entries of the longest names are below it */
const LIMITS = { target: 8_000_000, delegations: 0 };

/**
 * One verified update.
 * @param {TrustedSet} before
 * @param {{ fetch: typeof globalThis.fetch, clock: () => number, repositoryUrl: () => Promise<string> }} parts
 * @returns {Promise<{ set: TrustedSet, code: string }>} `code` is "" or why it failed; `set` is `before` itself when
 *   nothing changed. After a failure it has `before`'s list and targets, but the roots, timestamp and snapshot that did
 *   verify: what was seen once must rule out older ones next time
 */
export async function fetchList(before, { fetch, clock, repositoryUrl }) {
  const metadata = new Map(before.metadata);
  try {
    const repository = await repositoryUrl();
    const client = new TufClient({
      store: memoryStore(metadata),
      metadataUrl: `${repository}/metadata`,
      fetch: (url, options) => fetch(url, { ...options, ...REQUEST }),
      clock,
      limits: LIMITS,
    });
    const trusted = await client.refresh();
    const info = listInfo(trusted.targets);
    const isSame = await isFile(before.list, info);
    const list = isSame ? before.list : await client.fetch(trusted, LIST_TARGET, info, `${repository}/targets`);
    return { set: await next(before, metadata, list), code: "" };
  } catch (error) {
    metadata.set("targets", /** @type {Uint8Array<ArrayBuffer>} */ (before.metadata.get("targets")));
    return { set: await next(before, metadata, before.list), code: error instanceof TufError ? error.code : "internal" };
  }
}

/**
 * @param {TrustedSet} before
 * @param {Metadata} metadata
 * @param {Uint8Array<ArrayBuffer>} list
 */
async function next(before, metadata, list) {
  if (list === before.list && isEqual(metadata, before.metadata)) return before;
  const claim = claimOf(metadata);
  if (list === before.list) return { ...before, ...claim };
  const after = await trustedSet(claim, list);
  checkRemovals(before, after);
  return after;
}

/**
 * @param {Metadata} a
 * @param {Metadata} b
 */
function isEqual(a, b) {
  return a.size === b.size && [...a].every(([role, bytes]) => bytes === b.get(role));
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {import("./tuf/hashes.js").FileInfo} info
 */
async function isFile(bytes, info) {
  try {
    await checkFile(bytes, info, "");
    return true;
  } catch (error) {
    if (error instanceof BadHashError) return false;
    throw error;
  }
}

/**
 * @param {Metadata} metadata
 * @returns {import("./tuf/store.js").Store}
 */
function memoryStore(metadata) {
  return {
    read: async (role) => metadata.get(role) ?? null,
    write: async (role, bytes) => void metadata.set(role, bytes),
    remove: async (role) => void metadata.delete(role),
  };
}
