/** A client with its store in memory, and the repository that it trusts. */
import { TufClient } from "../../../extension/list/tuf/client.js";
import { NOW, Repository } from "./repository.js";

/**
 * @param {import("node:test").TestContext} t
 * @param {Parameters<typeof Repository.create>[0]} [options]
 */
export async function trusting(t, options) {
  const repository = await Repository.create(options);
  t.after(() => repository.close());
  return { repository, ...clientOf(repository) };
}

/** @param {Repository} repository @param {object} [changes] to the client's parts */
export function clientOf(repository, changes = {}) {
  const held = new Map([["root", new Uint8Array(repository.files.get("metadata/1.root.json"))]]);
  const time = { now: NOW };
  const client = new TufClient({
    store: {
      read: async (role) => held.get(role) ?? null,
      write: async (role, bytes) => void held.set(role, bytes),
      remove: async (role) => void held.delete(role),
    },
    fetch: (url, options) => fetch(url, options),
    clock: () => time.now,
    metadataUrl: repository.metadataUrl,
    ...changes,
  });
  return { client, held, time, versions: () => versionsOf(held) };
}

/** @param {Map<string, Uint8Array>} held */
function versionsOf(held) {
  return Object.fromEntries([...held].map(([role, bytes]) => [role, JSON.parse(Buffer.from(bytes).toString()).signed.version]));
}

/** What an error must be. @param {string} code */
export const refusedAs = (code) => (/** @type {any} */ error) => {
  if (error.code !== code) throw new Error(`refused as ${error.code ?? error.stack} instead of ${code}: ${error.message}`);
  return true;
};
