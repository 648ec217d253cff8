/**
 * What wholly listed hosts stored in the browser: local storage, databases, file systems, caches and service workers.
 */
import { listedHostnames, listedOrigins } from "./sites.js";

/**
 * @param {Pick<typeof chrome, "browsingData">} api
 * @param {{ clearsByOrigin: () => boolean }} features
 * @param {Pick<import("./clear-site-data.js").ClearSiteData, "outcome">} [stored] of visits that have just ended
 * @returns {import("./ledger.js").Trace}
 */
export function siteStorage({ browsingData }, { clearsByOrigin }, stored) {
  return { kind: "site-storage", scope: "host", erase };

  /** @type {import("./ledger.js").Trace["erase"]} */
  async function erase({ touched }) {
    const hostnames = listedHostnames(touched);
    if (hostnames.length === 0) return { removed: 0, remaining: 0 };
    const stays = clearsByOrigin() ? await eraseByOrigin(listedOrigins(touched)) : await eraseByHostname(hostnames, touched);
    return { removed: hostnames.length, remaining: 0, stays };
  }

  /** @param {string[]} origins */
  async function eraseByOrigin(origins) {
    const kinds = { cacheStorage: true, fileSystems: true, indexedDB: true, localStorage: true, serviceWorkers: true };
    await browsingData.remove(byOrigin(origins), kinds);
    return 0;
  }

  /**
   * Not those whose own answer has cleared them: the call would make the host's folder anew, empty.
   * @param {string[]} hostnames
   * @param {import("../visits/visit-log.js").Touched[]} touched
   */
  async function eraseByHostname(hostnames, touched) {
    const { cleared, mayStay } = (await stored?.outcome(touched)) ?? { cleared: new Set(), mayStay: 0 };
    const others = hostnames.filter((hostname) => !cleared.has(hostname));
    if (others.length > 0) await browsingData.remove(byHostname(others), { indexedDB: true, localStorage: true, serviceWorkers: true });
    return mayStay;
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
