import { RollbackError } from "./errors.js";
import { checkExpiry } from "./expiry.js";
import { checkListed, isListed } from "./listed.js";
import { parseSnapshot } from "./metadata.js";
import { checkSignatures } from "./signatures.js";
import { readTrusted } from "./store.js";
import { downloadListed, trustFor } from "./update.js";

/** @typedef {import("./metadata.js").Root} Root */
/** @typedef {import("./metadata.js").Snapshot} Snapshot */
/** @typedef {import("./metadata.js").Timestamp} Timestamp */
/** @typedef {import("./update.js").Update} Update */

/**
 * Section 5.5. Nothing is downloaded when the trusted snapshot is the one that the timestamp names.
 * @param {Update} update
 * @param {Root} root
 * @param {Timestamp} timestamp
 * @returns {Promise<Snapshot>}
 */
export async function updateSnapshot(update, root, timestamp) {
  const trust = trustFor(root, "snapshot");
  const info = timestamp.snapshot;
  const trusted = await readTrusted(update.store, parseSnapshot, trust);
  if (trusted && (await isListed(trusted, info, update.startedAt))) return trusted;

  const bytes = await downloadListed(update, root, "snapshot", info, update.limits.snapshot); // 5.5.1
  const next = await checkListed(bytes, parseSnapshot, info, "snapshot", (parsed) => checkSignatures(parsed, trust)); // 5.5.2–5.5.4
  if (trusted) checkNoRollback(trusted, next);
  checkExpiry(next, update.startedAt, "snapshot"); // 5.5.6
  await update.store.write("snapshot", bytes); // 5.5.7
  return next;
}

/**
 * Section 5.5.5.
 * @param {Snapshot} trusted
 * @param {Snapshot} next
 */
function checkNoRollback(trusted, next) {
  for (const [name, { version }] of trusted.meta) {
    const now = next.meta.get(name);
    if (now === undefined) throw new RollbackError("snapshot: a file is no longer listed");
    if (now.version < version) throw new RollbackError(`snapshot: targets ${now.version} after ${version}`);
  }
}
