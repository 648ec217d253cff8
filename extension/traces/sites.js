/**
 * Which hosts a visit may clear cookies and storage of: those of entries that list the whole host. A path entry clears
 * neither, for the rest of the site is innocent.
 */

/** @typedef {import("../visits/visit-log.js").Site} Site */

/**
 * @param {import("../visits/visit-log.js").Touched[]} touched
 * @returns {Site[]} each once
 */
export function listedSites(touched) {
  const sites = new Map();
  for (const { site } of touched) if (site) sites.set(`${site.host} ${site.subdomains}`, site);
  return [...sites.values()];
}

/**
 * @param {import("../visits/visit-log.js").Touched[]} touched
 * @returns {string[]} origins of the visited pages of wholly listed hosts, in both schemes: a page that came by https
 *   may have stood on http before
 */
export function listedOrigins(touched) {
  const origins = new Set();
  for (const { url, site } of touched) {
    if (!site) continue;
    const { host, hostname, origin } = new URL(url);
    origins.add(origin).add(`https://${host}`).add(`http://${hostname}`);
  }
  return [...origins];
}

/**
 * @param {import("../visits/visit-log.js").Touched[]} touched
 * @returns {string[]} host names of wholly listed hosts that were visited
 */
export function listedHostnames(touched) {
  return [...new Set(touched.filter(({ site }) => site).map(({ url }) => new URL(url).hostname))];
}

/**
 * Whether a cookie's domain lies within an entry. A cookie of a parent domain does not: siblings share it.
 * @param {Site} site
 * @param {string} domain as the cookie interface writes it, perhaps with a leading dot
 */
export function covers({ host, subdomains }, domain) {
  const name = domain.replace(/^\./, "");
  return name === host || (subdomains && name.endsWith(`.${host}`));
}
