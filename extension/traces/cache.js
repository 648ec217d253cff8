/**
 * Chromium's HTTP cache. What was cached since the visit began goes whole: the entries of frames and of redirects on the
 * way name the listed host in their keys or headers, and no call reaches them by host. Cached files are nobody's data;
 * they are fetched again.
 *
 * In Firefox `no-store.js` keeps listed pages out of the cache, and nothing is done here: the call by host misses every
 * partitioned entry, which is all of them, and itself writes files that are called by the host (ADR 10).
 */
import { listedOrigins } from "./sites.js";

/** The response on the way to a listed page was cached before its redirect was reported. */
const HEAD_START_MS = 2000;

/**
 * @param {{ browsingData: Pick<typeof chrome.browsingData, "remove"> }} api
 * @param {{ clearsByOrigin: () => boolean }} features
 * @returns {import("./ledger.js").Trace}
 */
export function cache({ browsingData }, { clearsByOrigin }) {
  return { kind: "cache", scope: "window", erase };

  /** @type {import("./ledger.js").Trace["erase"]} */
  async function erase({ touched }) {
    if (clearsByOrigin()) {
      const since = Math.min(...touched.map((item) => item.since)) - HEAD_START_MS;
      await browsingData.remove({ since }, { cache: true });
      const origins = /** @type {any} */ (listedOrigins(touched));
      if (origins.length > 0) await browsingData.remove({ origins }, { cache: true });
    }
    return { removed: 0, remaining: 0 };
  }
}
