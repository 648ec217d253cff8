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
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { TufClient } from "../../extension/list/tuf/client.js";
import { checkFile } from "../../extension/list/tuf/hashes.js";
import { fileName, fileStore, readIfThere, replace } from "./file-store.js";

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
