/**
 * What a worker that wakes up in the same browser session need not unpack and verify again. It is in the session's memory,
 * where only the extension itself writes, and ends with the session and with every update of the extension.
 */
import { indexedMatcher } from "./list-index.js";

/** @typedef {{ get(keys: string[]): Promise<Record<string, any>>, set(values: object): Promise<void> }} Memory */
/** @typedef {{ rootVersion: number, version: number, expires: string, bundledVersion: number }} Facts of the list in use */
/** @typedef {import("./site-list.js").LastCheck | null} LastCheck */

const KEY = "list";

/**
 * Before another list is stored, so that a worker that is killed in between does not wake up to the one before.
 * @param {Memory | undefined} memory
 */
export async function forget(memory) {
  await memory?.set({ [KEY]: null }).catch(() => undefined);
}

/**
 * Best effort: without room for it the next wake-up verifies again.
 * @param {Memory | undefined} memory
 * @param {{ index: string, size: number, facts: Facts, lastCheck: LastCheck }} list as {@link recall} gives it back
 */
export async function remember(memory, list) {
  try {
    await memory?.set({ [KEY]: list });
  } catch {
    await forget(memory);
  }
}

/**
 * @param {Memory | undefined} memory
 * @returns {Promise<{ matcher: import("./matcher.js").Matcher, index: string, facts: Facts, lastCheck: LastCheck } | null>} null when
 *   nothing is remembered
 */
export async function recall(memory) {
  try {
    const { index, size, facts, lastCheck } = (await memory?.get([KEY]))?.[KEY] ?? {};
    return typeof index === "string" ? { matcher: indexedMatcher(index, size), index, facts, lastCheck } : null;
  } catch {
    return null;
  }
}
