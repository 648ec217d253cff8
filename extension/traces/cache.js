/**
 * The HTTP cache of wholly listed hosts. In Firefox only the entries that are not partitioned: that those of a listed
 * page are never written is the work of `no-store.js`.
 */
import { listedHostnames, listedOrigins } from "./sites.js";

/**
 * @param {Pick<typeof chrome, "browsingData">} api
 * @param {{ clearsByOrigin: () => boolean }} features
 * @returns {import("./ledger.js").Trace}
 */
export function cache({ browsingData }, { clearsByOrigin }) {
  return { kind: "cache", scope: "host", erase };

  /** @type {import("./ledger.js").Trace["erase"]} */
  async function erase({ touched }) {
    const hostnames = listedHostnames(touched);
    if (hostnames.length === 0) return { removed: 0, remaining: 0 };
    const reach = clearsByOrigin() ? { origins: listedOrigins(touched) } : /** @type {any} */ ({ hostnames });
    await browsingData.remove(reach, { cache: true });
    return { removed: hostnames.length, remaining: 0 };
  }
}
