/**
 * Going on from a listed page in the same tab, where the browser prunes no back list (FACTS, Erasing: Firefox): Back, or
 * Forward for somebody who went back, would show the listed page again. So the next page opens in a tab of its own, at the
 * same place, and the old tab is closed; what the sweep then forgets is a closed tab.
 *
 * A page that was sent a form goes on in its tab: what was typed is worth more (docs/searches-and-links.md).
 */

/** What a tab shows. The rest becomes a download, and the listed page stays where it is. */
const SHOWN = /^(?:text\/(?:html|plain)|application\/(?:xhtml\+xml|xml|pdf|json)|image\/)/i;
const CANCEL = Object.freeze({ cancel: true });
const LET = Object.freeze({});

export class Onward {
  #tabs;
  #isLeft;
  #opened;

  /**
   * @param {object} parts
   * @param {Pick<typeof chrome.tabs, "get" | "create" | "remove">} parts.tabs
   * @param {(tabId: number, url: string) => boolean} parts.isLeft whether a listed page of a normal tab is left for `url`
   * @param {(tabs: { sourceTabId: number, tabId: number }) => void} parts.opened told of the new tab
   */
  constructor({ tabs, isLeft, opened }) {
    this.#tabs = tabs;
    this.#isLeft = isLeft;
    this.#opened = opened;
  }

  /**
   * @param {object} answer of `webRequest.onHeadersReceived`, for a main frame
   * @param {number} answer.tabId
   * @param {string} answer.url
   * @param {string} answer.method
   * @param {number} answer.statusCode
   * @param {{ name: string, value?: string }[]} [answer.responseHeaders]
   * @returns {{ cancel?: boolean } | Promise<{ cancel?: boolean }>} for the browser; a page that gets no tab of its own goes on
   *   where it is
   */
  answered({ tabId, url, method, statusCode, responseHeaders = [] }) {
    if (method !== "GET" || !this.#isLeft(tabId, url)) return LET;
    const isRedirect = statusCode >= 300 && statusCode <= 399;
    if (isRedirect || statusCode === 204 || !isShown(responseHeaders)) return LET;
    return this.#openAnew(tabId, url).then(
      (id) => {
        if (id !== undefined) this.#opened({ sourceTabId: tabId, tabId: id });
        return CANCEL;
      },
      () => LET,
    );
  }

  /**
   * A page that the browser had kept comes back without a request. It was there before the listed one: it is not opened from it.
   * @param {object} event of `webNavigation.onCommitted`, for a main frame
   * @param {number} event.tabId
   * @param {string} event.url
   * @param {string[]} [event.transitionQualifiers]
   */
  committed({ tabId, url, transitionQualifiers = [] }) {
    if (transitionQualifiers.includes("forward_back") && this.#isLeft(tabId, url)) this.#openAnew(tabId, url).catch(staysThere);
  }

  /**
   * @param {number} sourceTabId
   * @param {string} url
   * @returns {Promise<number | undefined>} the new tab
   */
  async #openAnew(sourceTabId, url) {
    const { index, active, windowId, cookieStoreId } = /** @type {any} */ (await this.#tabs.get(sourceTabId));
    // no extension may open the browser's own pages
    const page = /^https?:/.test(url) ? { url } : {};
    const { id } = await this.#tabs.create(/** @type {any} */ ({ ...page, index, active, windowId, cookieStoreId }));
    this.#tabs.remove(sourceTabId).catch(staysThere);
    return id;
  }
}

/** Somebody closed it first, or the browser puts no tab there. */
function staysThere() {}

/** @param {{ name: string, value?: string }[]} headers */
function isShown(headers) {
  const value = (/** @type {string} */ wanted) => headers.find(({ name }) => name.toLowerCase() === wanted)?.value ?? "";
  return SHOWN.test(value("content-type")) && !/^\s*attachment/i.test(value("content-disposition"));
}
