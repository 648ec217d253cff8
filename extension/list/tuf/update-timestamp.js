import { metadataAddress } from "./addresses.js";
import { download } from "./download.js";
import { RollbackError } from "./errors.js";
import { checkExpiry } from "./expiry.js";
import { parseTimestamp } from "./metadata.js";
import { checkSignatures } from "./signatures.js";
import { readTrusted } from "./store.js";
import { trustFor } from "./update.js";

/** @typedef {import("./metadata.js").Root} Root */
/** @typedef {import("./metadata.js").Timestamp} Timestamp */
/** @typedef {import("./update.js").Update} Update */

/**
 * Section 5.4. With an unchanged version the trusted bytes stay, and their expiry is checked all the same: a server that
 * repeats an old file is a freeze attack. The update then goes on, so that one that broke off after this step heals.
 * @param {Update} update
 * @param {Root} root
 * @returns {Promise<Timestamp>}
 */
export async function updateTimestamp(update, root) {
  const trust = trustFor(root, "timestamp");
  const trusted = await readTrusted(update.store, parseTimestamp, trust);
  const url = metadataAddress(update.metadataUrl, "timestamp", null);
  const bytes = await download(update.network, url, update.limits.timestamp, "timestamp"); // 5.4.1
  const next = parseTimestamp(bytes);
  await checkSignatures(next, trust); // 5.4.2
  const isNew = trusted === null || isSuccessor(trusted, next);
  const current = isNew ? next : trusted;
  checkExpiry(current, update.startedAt, "timestamp"); // 5.4.4
  if (isNew) await update.store.write("timestamp", bytes); // 5.4.5
  return current;
}

/**
 * Section 5.4.3.
 * @param {Timestamp} trusted
 * @param {Timestamp} next
 * @returns {boolean} false when the version is the same
 */
function isSuccessor(trusted, next) {
  if (next.version < trusted.version) { // 5.4.3.1
    throw new RollbackError(`timestamp: version ${next.version} after ${trusted.version}`);
  }
  if (next.version === trusted.version) return false;
  if (next.snapshot.version < trusted.snapshot.version) { // 5.4.3.2
    throw new RollbackError(`timestamp: snapshot ${next.snapshot.version} after ${trusted.snapshot.version}`);
  }
  return true;
}
