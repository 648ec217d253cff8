/** Entries as the browser's match patterns. */

/** @typedef {{ host: string, subdomains: boolean, paths?: string[] }} Entry */

/**
 * @param {Entry} entry
 * @returns {string[]} match patterns for its pages and for no others
 */
export function patternsOf({ host, subdomains, paths }) {
  const hosts = subdomains ? [host, `*.${host}`] : [host];
  const places = paths ? paths.flatMap((path) => [path, `${path}?*`, `${path}/*`]) : ["/*"];
  return hosts.flatMap((name) => places.map((place) => `*://${name}${place}`));
}
