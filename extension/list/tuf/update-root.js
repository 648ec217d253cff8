import { metadataAddress } from "./addresses.js";
import { download } from "./download.js";
import { RollbackError, UnreachableError } from "./errors.js";
import { checkExpiry } from "./expiry.js";
import { parseRoot } from "./metadata.js";
import { checkSignatures } from "./signatures.js";
import { trustFor } from "./update.js";

/** @typedef {import("./metadata.js").Root} Root */
/** @typedef {import("./update.js").Update} Update */

/** A server that lacks a file may say either. Anything else is no answer to whether there is a newer root. */
const NOT_THERE = new Set([403, 404]);

/**
 * Section 5.3: follows the chain of roots, one version at a time, to the newest.
 * @param {Update} update
 * @param {Root} trusted
 * @returns {Promise<Root>}
 */
export async function updateRoot(update, trusted) {
  let root = trusted;
  for (let rotations = 0; rotations < update.limits.rootRotations; rotations++) {
    const bytes = await downloadNext(update, root.version + 1);
    if (bytes === null) break;
    const next = await checkSuccessor(root, parseRoot(bytes));
    // 5.3.11 before 5.3.8: a process killed between the two must not keep what the old keys signed
    if (isRotated(root, next)) await forgetVersions(update);
    await update.store.write("root", bytes); // 5.3.8
    root = next; // 5.3.7
  }
  checkExpiry(root, update.startedAt, "root"); // 5.3.10; not for those in between, 5.3.6
  return root;
}

/**
 * Section 5.3.3.
 * @param {Update} update
 * @param {number} version
 */
async function downloadNext({ network, metadataUrl, limits }, version) {
  try {
    return await download(network, metadataAddress(metadataUrl, "root", version), limits.root, "root");
  } catch (error) {
    if (error instanceof UnreachableError && NOT_THERE.has(error.status)) return null;
    throw error;
  }
}

/**
 * @param {Root} root version N
 * @param {Root} next
 */
async function checkSuccessor(root, next) {
  await checkSignatures(next, trustFor(root, "root")); // 5.3.4 (1)
  await checkSignatures(next, trustFor(next, "root")); // 5.3.4 (2)
  if (next.version !== root.version + 1) { // 5.3.5
    throw new RollbackError(`root: version ${next.version} in place of ${root.version + 1}`);
  }
  return next;
}

/**
 * Whether a key of the timestamp or snapshot role was taken away. A key that was added tells nothing about those before it.
 * @param {Root} root
 * @param {Root} next
 */
function isRotated(root, next) {
  return ["timestamp", "snapshot"].some((name) => {
    const kept = new Set(trustFor(next, name).role.keyids);
    return trustFor(root, name).role.keyids.some((keyid) => !kept.has(keyid));
  });
}

/**
 * Section 5.3.11: recovery from a fast-forward attack.
 * @param {Update} update
 */
async function forgetVersions({ store }) {
  await store.remove("timestamp");
  await store.remove("snapshot");
}
