/**
 * Keeps the responses of listed pages out of the HTTP cache, in browsers where requests can be changed on the way.
 * Firefox partitions its cache, and no call reaches those entries afterwards (FACTS, Erasing: Firefox).
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

/**
 * @param {object} parts
 * @param {(url: string) => boolean} parts.isListed
 * @param {(tabId: number) => boolean} parts.isOpen whether the tab shows a listed page
 * @returns {(response: Response) => { responseHeaders?: { name: string, value?: string }[] }} a blocking listener
 */
export function noStore({ isListed, isOpen }) {
  return (response) => (isOfVisit(response) ? { responseHeaders: hardened(response.responseHeaders ?? []) } : {});

  /**
   * The page itself, whatever it loads from third parties, and an unlisted page's redirect to a listed one.
   * @param {Response} response
   */
  function isOfVisit({ tabId, type, url, documentUrl, originUrl, frameAncestors = [], responseHeaders = [] }) {
    const place = [url, documentUrl, originUrl, ...frameAncestors.map((frame) => frame.url)];
    if (place.some((address) => address !== undefined && isListed(address))) return true;
    if (type !== "main_frame" && isOpen(tabId)) return true;
    const target = responseHeaders.find(({ name }) => name.toLowerCase() === "location")?.value;
    return target !== undefined && URL.canParse(target, url) && isListed(new URL(target, url).href);
  }
}

/** @param {{ name: string, value?: string }[]} headers */
function hardened(headers) {
  const others = headers.filter(({ name }) => name.toLowerCase() !== "cache-control");
  return [...others, { name: "Cache-Control", value: "no-store" }];
}
