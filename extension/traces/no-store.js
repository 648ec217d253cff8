/**
 * Harder headers for the responses of listed pages, in browsers where they can be changed on the way. Above all they are
 * kept out of the HTTP cache: Firefox partitions it, and no call reaches those entries afterwards (FACTS, Erasing: Firefox).
 */

/**
 * @typedef {object} Response of `webRequest.onHeadersReceived`
 * @property {number} tabId
 * @property {string} type
 * @property {string} url
 * @property {string} [documentUrl]
 * @property {string} [originUrl]
 * @property {{ url: string }[]} [frameAncestors]
 * @property {{ name: string, value?: string }[]} [responseHeaders]
 */

/** @typedef {{ name: string, value?: string }} Header */
/** @typedef {{ set: string[][], removed: string[], added: string[][] }} Changes see shared/hard-headers.js */

/** All that a redirect on the way to a listed page, or a page beside it, is changed by: it is an innocent site's. */
const ON_THE_WAY = { set: [["cache-control", "no-store"]], removed: [], added: [] };

/**
 * @template E
 * @param {object} parts
 * @param {(url: string) => E | null} parts.match
 * @param {(tabId: number) => boolean} parts.isOpen whether the tab shows a listed page
 * @param {(tabId: number) => boolean} parts.isPrivate nothing is written for it
 * @param {(tabId: number) => boolean} parts.isApart in a container, whose removal leaves the cache
 * @param {(entry: E | null, isDocument: boolean) => Changes} parts.headers what a visit's responses are changed by; null:
 *   it is not known which entry's
 * @returns {(response: Response) => { responseHeaders?: Header[] }} a blocking listener
 */
export function noStore({ match, isOpen, isPrivate, isApart, headers }) {
  return (response) => {
    const changes = isPrivate(response.tabId) ? null : changesFor(response);
    return changes ? { responseHeaders: changed(response.responseHeaders ?? [], changes) } : {};
  };

  /**
   * The page itself, whatever it loads from third parties, and an unlisted page's redirect to a listed one.
   * @param {Response} response
   * @returns {Changes | null}
   */
  function changesFor({ tabId, type, url, documentUrl, originUrl, frameAncestors = [], responseHeaders = [] }) {
    const own = match(url);
    const other = isApart(tabId) || leadsToListed(url, responseHeaders) ? ON_THE_WAY : null;
    if (type === "main_frame") return own ? headers(own, true) : other;
    const around = [documentUrl, originUrl, ...frameAncestors.map((frame) => frame.url)];
    const entry = own ?? around.map((address) => (address === undefined ? null : match(address))).find((found) => found !== null) ?? null;
    if (entry === null && !isOpen(tabId)) return other;
    return headers(entry, own !== null && type === "sub_frame");
  }

  /**
   * @param {string} url
   * @param {Header[]} responseHeaders
   */
  function leadsToListed(url, responseHeaders) {
    const target = responseHeaders.find(({ name }) => name.toLowerCase() === "location")?.value;
    return target !== undefined && URL.canParse(target, url) && match(new URL(target, url).href) !== null;
  }
}

/**
 * @param {Header[]} headers
 * @param {Changes} changes
 * @returns {Header[]}
 */
function changed(headers, { set, removed, added }) {
  const gone = new Set([...removed, ...set.map(([name]) => name)]);
  const others = headers.filter(({ name }) => !gone.has(name.toLowerCase()));
  return [...others, ...[...set, ...added].map(([name, value]) => ({ name, value }))];
}
