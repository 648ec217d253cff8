/**
 * What Chromium notes about a site that no page asked it to store: policies for network error reports, and bounces. Only
 * one call reaches them, that which clears cookies by origin, and it widens the origin to its registrable domain (FACTS,
 * Erasing: Chromium). So it is made only where an entry lists all of a registrable domain: never for a sibling's sake.
 */
import { listedOrigins, listedSites } from "./sites.js";

const NOTHING = { removed: 0, remaining: 0 };

/** In the past: where a cookie may be set, this one is not kept. */
const LONG_AGO_S = 1;

/**
 * @param {{ browsingData: Pick<typeof chrome.browsingData, "remove">, cookies: Pick<typeof chrome.cookies, "set"> }} api
 * @param {{ clearsByOrigin: () => boolean }} features
 * @returns {import("./ledger.js").Trace}
 */
export function siteRecords({ browsingData, cookies }, { clearsByOrigin }) {
  return { kind: "site-records", scope: "host", erase };

  /** @type {import("./ledger.js").Trace["erase"]} */
  async function erase({ touched }) {
    if (!clearsByOrigin()) return NOTHING;
    /** @type {string[]} */
    const whole = [];
    for (const site of listedSites(touched)) if (await isRegistrable(site)) whole.push(site.host);
    const origins = listedOrigins(touched.filter(({ site }) => site !== null && whole.includes(site.host)));
    if (origins.length > 0) await browsingData.remove({ origins: /** @type {any} */ (origins) }, { cookies: true });
    return NOTHING;
  }

  /**
   * Asked of the browser's own list of public suffixes: it lets nobody set a cookie for one.
   * @param {import("./sites.js").Site} site
   */
  async function isRegistrable({ host, subdomains }) {
    if (!subdomains) return false;
    const domain = host.slice(host.indexOf(".") + 1);
    const cookie = { url: `https://${host}/`, domain, name: "s", value: "", secure: true, expirationDate: LONG_AGO_S };
    return cookies.set(cookie).then(
      () => false,
      () => true,
    );
  }
}
