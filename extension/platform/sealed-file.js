/**
 * A single file of fixed name that holds the crash journal.
 *
 * Not `storage.local`: that is an append-only log in Chromium, where every earlier version and the number of writes
 * stay readable until it is compacted. A cache entry is a file of its own that the next version replaces.
 */
import { api } from "./api.js";

const CACHE = "state";
/** Never requested: a cache accepts only http and https keys. */
const KEY = "https://state.invalid/";
const SECRET = "seal";

/** @returns {Promise<Uint8Array | null>} the bytes last written, null when there are none */
export async function read() {
  const entry = await (await caches.open(CACHE)).match(KEY);
  return entry ? new Uint8Array(await entry.arrayBuffer()) : null;
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
export async function write(bytes) {
  await (await caches.open(CACHE)).put(KEY, new Response(bytes));
}

export const remove = () => caches.delete(CACHE);

/**
 * The key that keeps the file from being readable as text. It lies beside it: a tool that knows the extension can
 * open the file.
 * @returns {Promise<CryptoKey>} AES-GCM, 256 bits
 */
export async function secret() {
  const stored = (await api.storage.local.get(SECRET))[SECRET];
  const jwk = typeof stored === "string" ? stored : await newSecret();
  return crypto.subtle.importKey("jwk", { kty: "oct", k: jwk, alg: "A256GCM" }, "AES-GCM", false, ["encrypt", "decrypt"]);
}

async function newSecret() {
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);
  const { k } = await crypto.subtle.exportKey("jwk", key);
  await api.storage.local.set({ [SECRET]: k });
  return /** @type {string} */ (k);
}
