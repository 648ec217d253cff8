import { BadMetadataError } from "./errors.js";
import { checkExpiry } from "./expiry.js";
import { checkListed, isListed } from "./listed.js";
import { parseTargets } from "./metadata.js";
import { checkSignatures } from "./signatures.js";
import { readTrusted } from "./store.js";
import { downloadListed } from "./update.js";

/** @typedef {import("./metadata.js").Root} Root */
/** @typedef {import("./metadata.js").Snapshot} Snapshot */
/** @typedef {import("./metadata.js").Targets} Targets */
/** @typedef {import("./update.js").Update} Update */

/**
 * Sections 5.6.1 to 5.6.6, for the top-level targets role and, in a search, for each delegated one. A rollback of either is
 * ruled out by the snapshot.
 * @param {Update} update
 * @param {Root} root
 * @param {Snapshot} snapshot
 * @param {Parameters<typeof checkSignatures>[1]} trust as the delegator says: the root for `targets`
 * @returns {Promise<Targets>}
 */
export async function updateTargets(update, root, snapshot, trust) {
  const info = snapshot.meta.get(`${trust.name}.json`);
  if (info === undefined) throw new BadMetadataError("snapshot: does not list a targets role");
  const trusted = await readTrusted(update.store, parseTargets, trust);
  if (trusted && (await isListed(trusted, info, update.startedAt))) return trusted;

  const bytes = await downloadListed(update, root, trust.name, info, update.limits.targets); // 5.6.1
  const next = await checkListed(bytes, parseTargets, info, "targets", (parsed) => checkSignatures(parsed, trust)); // 5.6.2–5.6.4
  checkExpiry(next, update.startedAt, "targets"); // 5.6.5
  await update.store.write(trust.name, bytes); // 5.6.6
  return next;
}
