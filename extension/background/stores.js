/**
 * Where the parts keep things: the session's memory and the files of the package.
 */
import { api } from "../platform/api.js";

/**
 * @param {Pick<chrome.storage.StorageArea, "get" | "set">} area memory of this browser session, never on disk
 * @param {string} key
 * @returns {import("../visits/visit-log.js").Store} loads undefined before it was first saved
 */
export const sessionStore = (area, key) => ({
  load: async () => (await area.get(key))[key],
  save: (state) => area.set({ [key]: state }),
});

/**
 * @param {string} path of a file in the package
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function readPackaged(path) {
  const response = await fetch(api.runtime.getURL(path));
  if (!response.ok) throw new Error(`not in the package: ${path}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** @returns {Promise<string>} where the list is published, without a slash at its end; the build wrote it */
export async function repositoryUrl() {
  return JSON.parse(new TextDecoder().decode(await readPackaged("trust/repository.json"))).url;
}
