import { BadMetadataError } from "./errors.js";
import { parseRoot } from "./metadata.js";
import { checkSignatures } from "./signatures.js";
import { trustFor } from "./update.js";

/** @typedef {import("./metadata.js").Root} Root */
/** @typedef {import("./update.js").Update} Update */

/**
 * Section 5.2: the root that was shipped or trusted last. It must be signed by itself; it may have expired.
 * @param {Update} update
 * @returns {Promise<Root>}
 */
export async function loadRoot({ store }) {
  const bytes = await store.read("root");
  if (bytes === null) throw new BadMetadataError("no trusted root");
  const root = parseRoot(bytes);
  await checkSignatures(root, trustFor(root, "root"));
  return root;
}
