/**
 * The HTTP cache. In Chromium what was cached since the visit began goes whole: the entries of frames and of redirects on
 * the way name the listed host in their keys or headers, and no call reaches them by host. Cached files are nobody's
 * data; they are fetched again. In Firefox only entries that are not partitioned can be reached: that those of a listed
 * page are never written is the work of `no-store.js`.
 */
import { listedHostnames, listedOrigins } from "./sites.js";

/** The response on the way to a listed page was cached before its redirect was reported. */
const HEAD_START_MS = 2000;

/**
 * @param {Pick<typeof chrome, "browsingData">} api
 * @param {{ clearsByOrigin: () => boolean }} features
 * @returns {import("./ledger.js").Trace}
 */
export function cache({ browsingData }, { clearsByOrigin }) {
  return { kind: "cache", scope: clearsByOrigin() ? "window" : "host", erase };

  /** @type {import("./ledger.js").Trace["erase"]} */
  async function erase({ touched }) {
    if (clearsByOrigin()) {
      const since = Math.min(...touched.map((item) => item.since)) - HEAD_START_MS;
      await browsingData.remove({ since }, { cache: true });
      await removeFrom({ origins: listedOrigins(touched) });
    } else {
      await removeFrom(/** @type {any} */ ({ hostnames: listedHostnames(touched) }));
    }
    return { removed: 0, remaining: 0 };
  }

  /** @param {{ origins: string[] } | { hostnames: string[] }} reach */
  async function removeFrom(reach) {
    if (Object.values(reach)[0].length > 0) await browsingData.remove(/** @type {any} */ (reach), { cache: true });
  }
}
