/** The clients that are compared, each with its trusted metadata and the list in files of one folder. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Updater } from "tuf-js";
import { SiteList } from "../../extension/list/site-list.js";
import { TufClient } from "../../extension/list/tuf/client.js";
import { checkFile } from "../../extension/list/tuf/hashes.js";
import { fileStore, readIfThere } from "../../tests/extension/file-store.js";

export const TARGET = "list/sites-v1.json";

/**
 * @typedef {object} Place
 * @property {string} url of the repository
 * @property {string} bundled folder with what a package carries
 * @property {string} folder the client's own, empty before the first update
 */

/** One update from the first root: refresh, verify, and the list on disk. @type {Record<string, (place: Place) => Promise<() => Promise<void>>>} */
export const CLIENTS = {
  "Sidestep": async ({ url, bundled, folder }) => {
    const store = fileStore(folder);
    if ((await store.read("root")) === null) await store.write("root", new Uint8Array(await readFile(join(bundled, "root.json"))));
    return async () => {
      const client = new TufClient({ store, metadataUrl: `${url}/metadata`, fetch, clock: Date.now });
      const trusted = await client.refresh();
      const info = await client.find(trusted, TARGET);
      const path = join(folder, "list");
      const held = await readIfThere(path);
      if (held === null) await writeFile(path, await client.fetch(trusted, TARGET, info, `${url}/targets`));
      else await checkFile(held, info, TARGET);
    };
  },

  "tuf-js": async ({ url, bundled, folder }) => {
    await mkdir(folder, { recursive: true });
    if ((await readIfThere(join(folder, "root.json"))) === null) await writeFile(join(folder, "root.json"), await readFile(join(bundled, "root.json")));
    return async () => {
      const client = new Updater({ metadataDir: folder, metadataBaseUrl: `${url}/metadata`, targetDir: folder, targetBaseUrl: `${url}/targets` });
      await client.refresh();
      const info = await client.getTargetInfo(TARGET);
      if (info === undefined) throw new Error("tuf-js finds no list");
      const path = join(folder, "list");
      if ((await client.findCachedTarget(info, path)) === undefined) await client.downloadTarget(info, path);
    };
  },

  "Sidestep, whole check": async ({ url, bundled }) => {
    const browser = await browserWith(url, bundled);
    const list = browser.wake();
    await list.load();
    return async () => {
      const { state } = await list.check();
      if (state !== "current") throw new Error(`the check says ${state}`);
    };
  },
};

/**
 * The extension's own keeper of the list over a disk that keeps JSON, as `storage.local` does.
 * @param {string} url
 * @param {string} bundled
 * @param {Map<string, string>} [disk]
 */
export async function browserWith(url, bundled, disk = new Map()) {
  const names = ["root.json", "timestamp.json", "snapshot.json", "targets.json"];
  const files = new Map(await Promise.all(names.map(async (name) => [`trust/${name}`, new Uint8Array(await readFile(join(bundled, name)))])));
  files.set("trust/list.gz", new Uint8Array(gzipSync(await readFile(join(bundled, "list.json")))));
  const area = {
    get: async (keys) => Object.fromEntries(keys.filter((key) => disk.has(key)).map((key) => [key, JSON.parse(disk.get(key))])),
    set: async (values) => Object.entries(values).forEach(([key, value]) => disk.set(key, JSON.stringify(value))),
    remove: async (keys) => keys.forEach((key) => disk.delete(key)),
  };
  const wake = (fetching = fetch) =>
    new SiteList({ area, readBundled: async (path) => files.get(path), fetch: fetching, clock: Date.now, repositoryUrl: async () => url });
  return { disk, wake };
}
