/**
 * Stops listed pages where requests can be held: stop, then cancel. Cancelling alone leaves a bounce-tracking row whenever
 * the tab held a page or was opened by one; a load that the tab itself has given up before leaves none (FACTS, Stopping:
 * Firefox, 9 of 9 ways in).
 *
 * One of the two exceptions to "no code in tabs that are not listed" (DESIGN §6).
 */

/** So long the tab takes to give up its load. */
const STOPPING_MS = 50;

const BLANK = "about:blank";

const CANCEL = Object.freeze({ cancel: true });
const LET = Object.freeze({});

/**
 * @typedef {object} Request of `webRequest.onBeforeRequest` or `onHeadersReceived`
 * @property {number} tabId
 * @property {string} url
 * @property {string} type
 * @property {string} method
 * @property {boolean} [incognito]
 * @property {string} [cookieStoreId] the container
 * @property {string} [originUrl]
 * @property {string} [documentUrl]
 * @property {number} [statusCode]
 * @property {{ name: string, value?: string }[]} [responseHeaders]
 */

export class RequestGate {
  #tabs;
  #scripting;
  #wait;
  #isStopped;
  #isAway;
  #handOver;

  /**
   * @param {object} parts
   * @param {Pick<typeof chrome.tabs, "get" | "remove" | "update">} parts.tabs
   * @param {Pick<typeof chrome.scripting, "executeScript">} parts.scripting
   * @param {(ms: number) => Promise<unknown>} parts.wait
   * @param {(tabId: number, url: string) => boolean} parts.isStopped whether this page may not open in this normal tab
   * @param {(cookieStoreId: string | undefined) => boolean} parts.isAway whether listed pages are opened in this container
   * @param {(meant: import("./handoff.js").Meant) => Promise<unknown>} parts.handOver
   */
  constructor({ tabs, scripting, wait, isStopped, isAway, handOver }) {
    this.#tabs = tabs;
    this.#scripting = scripting;
    this.#wait = wait;
    this.#isStopped = isStopped;
    this.#isAway = isAway;
    this.#handOver = handOver;
  }

  /**
   * @param {Request} request before anything is asked
   * @returns {Promise<{ cancel?: boolean }> | { cancel?: boolean }}
   */
  request(request) {
    const { tabId, url, type, method, incognito, cookieStoreId, originUrl, documentUrl } = request;
    if (incognito || this.#isAway(cookieStoreId) || method !== "GET" || !this.#isStopped(tabId, url)) return LET;
    // a page that the browser loads by itself is no wish to open it, and is refused elsewhere (visits/unasked.js)
    if (type === "main_frame" && tabId < 0) return LET;
    if (type === "main_frame") return this.#stop({ tabId, url, source: originUrl });
    return this.#isAhead(tabId, type, url, documentUrl ?? originUrl) ? CANCEL : LET;
  }

  /**
   * An unlisted host's answer that leads to a listed page would be cached with the address in it.
   * @param {Request} response
   * @returns {Promise<{ cancel?: boolean }> | { cancel?: boolean }}
   */
  response({ tabId, url, type, method, incognito, cookieStoreId, originUrl, statusCode = 0, responseHeaders = [] }) {
    const keepsMethod = statusCode === 307 || statusCode === 308;
    if (incognito || this.#isAway(cookieStoreId) || tabId < 0 || type !== "main_frame" || statusCode < 300 || statusCode > 399) return LET;
    if (keepsMethod && method !== "GET") return LET;
    const location = responseHeaders.find(({ name }) => name.toLowerCase() === "location")?.value;
    if (location === undefined || !URL.canParse(location, url)) return LET;
    const { href } = new URL(location, url);
    return this.#isStopped(tabId, href) ? this.#stop({ tabId, url: href, source: originUrl }) : LET;
  }

  /** @param {import("./handoff.js").Meant} meant */
  async #stop(meant) {
    const { url: shown } = await this.#tabs.get(meant.tabId).catch(gone);
    if (shown === BLANK && meant.source?.startsWith("http")) await this.#tabs.remove(meant.tabId).catch(gone);
    else if (keepsAddress(shown) && meant.source === undefined) await this.#tabs.update(meant.tabId, { url: BLANK }).catch(gone);
    else await this.#scripting.executeScript({ target: { tabId: meant.tabId }, func: stop, injectImmediately: true }).catch(gone);
    await this.#wait(STOPPING_MS);
    await this.#handOver(meant);
    return CANCEL;
  }

  /**
   * A page that an unlisted one has fetched ahead: `<link rel=prefetch>`, and `modulepreload` of what is no script. An
   * image or a script of a listed host on somebody else's page is no visit.
   * @param {number} tabId
   * @param {string} type
   * @param {string} url
   * @param {string | undefined} document
   */
  #isAhead(tabId, type, url, document) {
    if (document !== undefined && this.#isStopped(tabId, document)) return false;
    return type === "other" || type === "speculative" || (type === "script" && !/\.m?js$/.test(new URL(url).pathname));
  }
}

/**
 * Where a person types an address over something that is no page of a site, such as a new tab, and where the browser starts with
 * one, Firefox goes on showing it in the tab or above it, until something else is there. Nothing can be run in such a tab.
 * @param {string | undefined} shown undefined: there is no such tab
 */
const keepsAddress = (shown) => shown !== undefined && !/^https?:/.test(shown);

/** Runs in the tab that is to stay where it is. */
function stop() {
  window.stop();
}

/** Somebody closed it first, or the browser lets nobody in there: then it holds no page of a site. */
function gone() {
  return { url: undefined };
}
