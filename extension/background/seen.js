/** "What would someone see?": one slice for each message; the page asks on, or stops. */
import { seen } from "../traces/seen.js";

/**
 * @param {object} parts
 * @param {typeof chrome} parts.api
 * @param {(url: string) => boolean} parts.isListed
 * @param {() => number} parts.now
 * @param {Promise<unknown>} parts.ready
 * @returns {Record<string, import("./router.js").Handler>}
 */
export function seenNow({ api, isListed, now, ready }) {
  const looks = seen({ api, isListed, now });
  return {
    "seen.look": async ({ kind, after, named }) => {
      await ready;
      if (!Object.hasOwn(looks, kind)) return { error: "unknown-kind" };
      const { hosts, ...slice } = await looks[/** @type {import("../traces/seen.js").SeenKind} */ (kind)](after ?? null);
      return { ...slice, found: hosts.length, ...(named === true && { hosts }) };
    },
  };
}
