/** Trusted metadata in the files of one folder, by role name. */
import { readFile, rename, rm, writeFile, mkdir } from "node:fs/promises";
import { join } from "node:path";

/** A role or target name as a file name: no separator, no dot of its own. @param {string} name */
export function fileName(name) {
  return encodeURIComponent(name).replaceAll(".", "%2E");
}

/** @param {string} path */
export async function readIfThere(path) {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") return null;
    throw error;
  }
}

/** @param {string} path @param {Uint8Array} bytes */
export async function replace(path, bytes) {
  await writeFile(`${path}.new`, bytes);
  await rename(`${path}.new`, path);
}

/** @param {string} directory made with the first write @returns {import("../../extension/list/tuf/store.js").Store} */
export function fileStore(directory) {
  const path = (/** @type {string} */ role) => join(directory, `${fileName(role)}.json`);
  return {
    read: (role) => readIfThere(path(role)),
    write: async (role, bytes) => {
      await mkdir(directory, { recursive: true });
      await replace(path(role), bytes);
    },
    remove: (role) => rm(path(role), { force: true }),
  };
}
