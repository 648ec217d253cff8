/** File names of a repository (section 6.2, consistent snapshots). */
import { namingHash } from "./hashes.js";

/** @typedef {import("./hashes.js").FileInfo} FileInfo */

/**
 * @param {string} base URL of the metadata directory
 * @param {string} role
 * @param {number | null} version null for the unversioned name
 */
export function metadataAddress(base, role, version) {
  return `${withSlash(base)}${version === null ? "" : `${version}.`}${escape(role)}.json`;
}

/**
 * @param {string} base URL of the targets directory
 * @param {string} path TARGETPATH
 * @param {FileInfo} info
 * @param {boolean} consistentSnapshot
 */
export function targetAddress(base, path, info, consistentSnapshot) {
  const parts = path.split("/").map(escape);
  if (consistentSnapshot) parts.push(`${namingHash(info)}.${parts.pop()}`);
  return `${withSlash(base)}${parts.join("/")}`;
}

/** @param {string} base */
function withSlash(base) {
  return base.endsWith("/") ? base : `${base}/`;
}

/**
 * Escapes all but RFC 3986's unreserved characters, so that a role called `../x` or `?` stays one file of the directory.
 * @param {string} name
 */
function escape(name) {
  return encodeURIComponent(name).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
