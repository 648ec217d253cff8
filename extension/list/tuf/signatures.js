import { canonicalJson } from "./canonical-json.js";
import { BadSignatureError } from "./errors.js";
import { identityOf, verify } from "./keys.js";

/** @typedef {import("./metadata.js").Common} Common */
/** @typedef {import("./metadata.js").Key} Key */
/** @typedef {import("./metadata.js").Role} Role */

/**
 * Sections 5.3.4, 5.4.2, 5.5.3, 5.6.3: a threshold of the role's keys must have signed. Counted are distinct keys: a key
 * listed under two keyids counts once. A signature that is wrong, by a key of somebody else or of an unknown scheme counts for
 * nothing and does no harm.
 * @param {Common} metadata
 * @param {{ keys: Map<string, Key>, role: Role, name: string }} trust the keys and the role that the delegator names
 * @throws {BadSignatureError}
 */
export async function checkSignatures({ signed, signatures }, { keys, role, name }) {
  const message = canonicalJson(signed);
  const signers = new Set();
  for (const { keyid, sig } of signatures) {
    const key = role.keyids.includes(keyid) ? keys.get(keyid) : undefined;
    if (key && (await verify(key, sig, message))) signers.add(identityOf(key));
  }
  if (signers.size < role.threshold) {
    throw new BadSignatureError(`${name}: ${signers.size} of ${role.threshold} signatures`);
  }
}
