/**
 * What a browser may have noted although the page was stopped: a bounce of the tab (Chromium), the answer of a shortener
 * that led there, and the page with the link in the cache. It is erased at once and again when the late writers are done
 * (FACTS, Stopping: Chromium), and not only when the private window is closed. The visit log keeps the address all the same: a bounce
 * may be noted later than that, when its tab goes on, and the sweep after leaving takes it.
 */

/** @typedef {{ host: string, subdomains: boolean, paths?: string[] }} Entry */
/** @typedef {import("../visits/visit-log.js").Touched} Touched */

/**
 * @param {object} parts
 * @param {Pick<typeof chrome.browsingData, "remove">} parts.browsingData
 * @param {{ clearsByOrigin: () => boolean }} parts.features
 * @param {(touched: Touched[]) => Promise<unknown>} parts.erase
 * @param {import("../visits/visit-log.js").VisitLog} parts.log
 * @param {(url: string) => Entry | null} parts.match
 * @param {() => number} parts.now
 * @returns {(opened: { url: string, source?: string }) => Promise<void>} `source`: the origin that led to the page
 */
export function aftermath({ browsingData, features, erase, log, match, now }) {
  return async ({ url, source }) => {
    const known = log.touched.filter((item) => item.url === url);
    const touched = known.length > 0 ? known : [touchedOf(url)];
    await Promise.all([erase(touched), forgetLinkIn(source)]);
    await forgetLinkIn(source);
  };

  /** @param {string} url */
  function touchedOf(url) {
    const entry = match(url);
    const site = entry && !entry.paths ? { host: entry.host, subdomains: entry.subdomains } : null;
    return { url, since: now(), listed: true, site };
  }

  /** Only the cached files of that one origin: they are fetched again, and nobody misses them. @param {string} [origin] */
  async function forgetLinkIn(origin) {
    if (!origin?.startsWith("http") || !features.clearsByOrigin()) return;
    await browsingData.remove({ origins: [origin] }, { cache: true });
  }
}
