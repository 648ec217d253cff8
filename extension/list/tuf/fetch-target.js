import { targetAddress } from "./addresses.js";
import { download } from "./download.js";
import { checkFile } from "./hashes.js";

/**
 * Section 5.7.3.
 * @param {import("./update.js").Update} update
 * @param {import("./metadata.js").Root} root
 * @param {string} targetsUrl
 * @param {string} path TARGETPATH
 * @param {import("./metadata.js").TargetFile} info
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function fetchTarget({ network, limits }, root, targetsUrl, path, info) {
  const url = targetAddress(targetsUrl, path, info, root.consistentSnapshot);
  const bytes = await download(network, url, Math.min(info.length, limits.target), "target");
  await checkFile(bytes, info, "target");
  return bytes;
}
