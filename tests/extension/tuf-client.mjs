#!/usr/bin/env node
/**
 * The extension's TUF client behind a file store, with the command line of the public conformance suite:
 *
 *     tuf-client.mjs --metadata-dir D init ROOT
 *     tuf-client.mjs --metadata-url U --metadata-dir D refresh
 *     tuf-client.mjs --metadata-url U --metadata-dir D --target-name T --target-base-url B --target-dir X download
 *
 * Exit code 0 when it succeeded fully, 1 otherwise. D holds the trusted metadata, unversioned and byte for byte.
 */
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { TufClient } from "../../extension/list/tuf/client.js";
import { checkFile } from "../../extension/list/tuf/hashes.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    "metadata-dir": { type: "string" },
    "metadata-url": { type: "string" },
    "target-name": { type: "string" },
    "target-base-url": { type: "string" },
    "target-dir": { type: "string" },
  },
});

/** @param {keyof typeof values} name */
function option(name) {
  return values[name] ?? fail(`--${name} is missing`);
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  throw new Error(message);
}

/** A role or target name as a file name: no separator, no dot of its own. @param {string} name */
function fileName(name) {
  return encodeURIComponent(name).replaceAll(".", "%2E");
}

/** @param {string} path */
async function readIfThere(path) {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") return null;
    throw error;
  }
}

/** @param {string} path @param {Uint8Array} bytes */
async function replace(path, bytes) {
  await writeFile(`${path}.new`, bytes);
  await rename(`${path}.new`, path);
}

/** @param {string} directory @returns {import("../../extension/list/tuf/store.js").Store} */
function fileStore(directory) {
  const path = (/** @type {string} */ role) => join(directory, `${fileName(role)}.json`);
  return {
    read: (role) => readIfThere(path(role)),
    write: (role, bytes) => replace(path(role), bytes),
    remove: (role) => rm(path(role), { force: true }),
  };
}

function newClient() {
  return new TufClient({
    store: fileStore(option("metadata-dir")),
    metadataUrl: option("metadata-url"),
    fetch: globalThis.fetch,
    clock: Date.now,
  });
}

const COMMANDS = new Map([
  ["init", async () => {
    await mkdir(option("metadata-dir"), { recursive: true });
    await fileStore(option("metadata-dir")).write("root", new Uint8Array(await readFile(positionals[1] ?? fail("ROOT is missing"))));
  }],
  ["refresh", async () => {
    await newClient().refresh();
  }],
  ["download", async () => {
    const [name, base, directory] = [option("target-name"), option("target-base-url"), option("target-dir")];
    const client = newClient();
    const trusted = await client.refresh();
    const info = await client.find(trusted, name);
    const path = join(directory, fileName(name));
    const held = await readIfThere(path);
    if (held && (await checkFile(held, info, name).then(() => true, () => false))) return;
    await mkdir(directory, { recursive: true });
    await replace(path, await client.fetch(trusted, name, info, base));
  }],
]);

try {
  await (COMMANDS.get(positionals[0] ?? "") ?? fail("init, refresh or download?"))();
} catch (error) {
  console.error(error instanceof Error ? `${error.name}: ${error.message}` : error);
  process.exitCode = 1;
}
