/**
 * What wholly listed hosts stored in the browser: local storage, databases, file systems, caches and service workers.
 */
import { listedHostnames, listedOrigins } from "./sites.js";

/**
 * @param {Pick<typeof chrome, "browsingData">} api
 * @param {{ clearsByOrigin: () => boolean }} features
 * @param {Pick<import("./clear-site-data.js").ClearSiteData, "mayStay">} [stored] of visits that have just ended
 * @returns {import("./ledger.js").Trace}
 */
export function siteStorage({ browsingData }, { clearsByOrigin }, stored) {
  return { kind: "site-storage", scope: "host", erase };

  /** @type {import("./ledger.js").Trace["erase"]} */
  async function erase({ touched }) {
    const hostnames = listedHostnames(touched);
    if (hostnames.length === 0) return { removed: 0, remaining: 0 };
    if (clearsByOrigin()) {
      const kinds = { cacheStorage: true, fileSystems: true, indexedDB: true, localStorage: true, serviceWorkers: true };
      await browsingData.remove(byOrigin(listedOrigins(touched)), kinds);
      return { removed: hostnames.length, remaining: 0 };
    }
    const stays = (await stored?.mayStay(touched)) ?? 0;
    await browsingData.remove(byHostname(hostnames), { indexedDB: true, localStorage: true, serviceWorkers: true });
    return { removed: hostnames.length, remaining: 0, stays };
  }
}

/** @param {string[]} origins at least one */
const byOrigin = (origins) => ({ origins: /** @type {[string, ...string[]]} */ (origins) });

/**
 * Firefox heeds `hostnames` for these kinds; for history, downloads, forms and passwords it would wipe everything
 * (FACTS, Erasing: Firefox), so none of those is ever named beside it. A test holds that.
 * @param {string[]} hostnames
 */
const byHostname = (hostnames) => /** @type {any} */ ({ hostnames });
