/**
 * Listed pages that are answered and not shown yet. The browser tells of an answer and of what a tab shows by different ways:
 * that the blank page of a new tab is there may be heard after the answer of the page that follows it.
 */
export class ComingPages {
  /** Addresses by tab. @type {Map<number, string>} */
  #urls = new Map();

  /**
   * @param {number} tabId
   * @param {string | null} url a listed page's; null: another page comes
   */
  answered(tabId, url) {
    if (url === null) this.#urls.delete(tabId);
    else this.#urls.set(tabId, url);
  }

  /**
   * @param {number} tabId
   * @param {boolean} isListed what the tab shows now
   * @returns {boolean} whether no listed page is there or comes
   */
  shown(tabId, isListed) {
    if (isListed) this.#urls.delete(tabId);
    return !isListed && !this.#urls.has(tabId);
  }

  /** @param {number} tabId */
  closed(tabId) {
    this.#urls.delete(tabId);
  }
}

/**
 * @param {object} answer of a main frame
 * @param {number} answer.statusCode
 * @param {{ name: string, value?: string }[]} [answer.responseHeaders]
 * @returns {boolean} whether a page may come of it: not of a redirect, of an answer without a page, of a download. That a load
 *   has ended says nothing: Firefox tells so of each that goes on in another process
 */
export function mayShow({ statusCode, responseHeaders = [] }) {
  const isElsewhere = (statusCode >= 300 && statusCode <= 399 && statusCode !== 304) || statusCode === 204 || statusCode === 205;
  return !isElsewhere && !responseHeaders.some(({ name, value = "" }) => name.toLowerCase() === "content-disposition" && /^\s*attachment/i.test(value));
}
