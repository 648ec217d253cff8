/**
 * "Put everything back": what the open visits have left is erased, then all that the extension keeps, and it starts anew as
 * after its installation. Clearing the whole area is what makes Chromium drop its log of earlier values.
 */
import { encodeAtRest } from "../list/at-rest.js";

/**
 * Firefox keeps what was there in a log that later values overwrite. Its pieces stay below the size from which it puts a
 * value into a file of its own.
 */
const FILLER_PIECES = 32;
const FILLER_BYTES = 144 * 1024;
/** What one call gives. */
const MOST_RANDOM_BYTES = 64 * 1024;

/**
 * @param {object} parts
 * @param {Pick<typeof chrome, "storage" | "runtime">} parts.api
 * @param {{ run(): Promise<unknown> }} parts.sweep
 * @param {() => Promise<unknown>} parts.removeJournal
 * @param {Pick<import("../handoff/container.js").Container, "remove">} parts.container nobody would know of it afterwards
 * @returns {Record<string, import("./router.js").Handler>}
 */
export const reset = ({ api, sweep, removeJournal, container }) => ({
  "reset.all": async () => {
    await sweep.run();
    await container.remove({ withTabs: true }).catch(stays);
    await removeJournal();
    await api.storage.session.clear();
    await api.storage.local.clear();
    await api.storage.local.set(await filler());
    await api.storage.local.clear();
    api.runtime.reload();
    return { reset: true };
  },
});

/** Nothing may keep the rest from being put back. */
function stays() {}

/** @returns {Promise<Record<string, string>>} what no compression makes small */
async function filler() {
  const pieces = Array.from({ length: FILLER_PIECES }, async (_, number) => {
    const bytes = new Uint8Array(FILLER_BYTES);
    for (let at = 0; at < bytes.length; at += MOST_RANDOM_BYTES) crypto.getRandomValues(bytes.subarray(at, at + MOST_RANDOM_BYTES));
    return [`filler${number}`, await encodeAtRest(bytes)];
  });
  return Object.fromEntries(await Promise.all(pieces));
}
