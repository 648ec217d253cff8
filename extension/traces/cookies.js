/**
 * Cookies of wholly listed hosts, and those that others set while a listed page held them in its partition.
 *
 * One by one through the cookie interface: `browsingData` widens a host to its registrable domain in Chromium and would
 * sign the person out of sibling sites (FACTS, Erasing: Chromium).
 */
import { covers, listedSites } from "./sites.js";

/** @typedef {chrome.cookies.Cookie & { firstPartyDomain?: string }} Cookie */

/**
 * @param {{ cookies: Pick<typeof chrome.cookies, "getAll" | "remove"> }} api
 * @returns {import("./ledger.js").Trace}
 */
export function cookies({ cookies: jar }) {
  return { kind: "cookies", scope: "host", erase };

  /** @type {import("./ledger.js").Trace["erase"]} */
  async function erase({ touched }) {
    const sites = listedSites(touched);
    const found = await cookiesOf(sites);
    await Promise.all(found.map(remove));
    const remaining = (await cookiesOf(sites)).length;
    return { removed: found.length - remaining, remaining };
  }

  /** @param {import("./sites.js").Site[]} sites */
  async function cookiesOf(sites) {
    if (sites.length === 0) return [];
    const all = /** @type {Cookie[]} */ (await jar.getAll({ partitionKey: {} }));
    return all.filter((cookie) => sites.some((site) => covers(site, cookie.domain) || isPartitionOf(site, cookie)));
  }

  /** @param {Cookie} cookie */
  function remove({ name, domain, path, secure, storeId, partitionKey, firstPartyDomain }) {
    const url = `${secure ? "https" : "http"}://${domain.replace(/^\./, "")}${path}`;
    const partition = { ...(partitionKey && { partitionKey }), ...(firstPartyDomain && { firstPartyDomain }) };
    return jar.remove({ url, name, storeId, ...partition });
  }
}

/**
 * The partition's key is a site, that is a registrable domain: only an entry that lists all of it may clear it.
 * @param {import("./sites.js").Site} site
 * @param {Cookie} cookie
 */
function isPartitionOf({ host, subdomains }, { partitionKey }) {
  const key = partitionKey?.topLevelSite;
  return key !== undefined && subdomains && URL.canParse(key) && new URL(key).hostname === host;
}
