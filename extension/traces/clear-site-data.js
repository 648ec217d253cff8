/**
 * Where no call reaches all that a site stored (Firefox: neither its caches nor its files), the site's own answer does:
 * `Clear-Site-Data: "storage"` makes the browser remove the site's whole folder (Clear Site Data, 3.1; FACTS, Writing less).
 * So before its tabs close, a page of a site that keeps its storage asks its server once more, for the head of its first
 * page, and the header is put on the answer here. The page asks and not the worker, which may connect to nobody but the
 * list's server. A request that is kept alive outlives its page (Fetch, 4.6), so the tabs close meanwhile.
 *
 * What frames of other sites stored is not cleared: pages that are not listed may share it. The browser's list of sites can
 * name the listed one for it.
 */
import { listedHostnames } from "./sites.js";

/** A page that hangs does not ask, and is not waited for; nor is what takes longer before. */
const ASK_MS = 200;
/** Nor is an answer that takes longer. */
const ANSWER_MS = 3000;

const HEADER = { name: "Clear-Site-Data", value: '"storage"' };
/** Browsers heed it from no other scheme (Clear Site Data, 4.1). */
const ANSWERS = { urls: ["https://*/*"], types: /** @type {any} */ (["xmlhttprequest"]) };

/** @typedef {{ method: string, url: string, responseHeaders?: { name: string, value?: string }[] }} Response */

export class ClearSiteData {
  #browsingData;
  #scripting;
  #onHeadersReceived;
  #isKept;
  #wait;
  /** Hosts that have answered since a page of theirs was last opened. @type {Set<string>} */
  #answered = new Set();
  /** The last asking, until all have answered or had the time to. @type {Promise<unknown>} */
  #asking = Promise.resolve();

  /**
   * @param {object} parts
   * @param {Pick<typeof chrome.browsingData, "remove">} parts.browsingData
   * @param {Pick<typeof chrome.scripting, "executeScript">} parts.scripting
   * @param {Pick<typeof chrome.webRequest, "onHeadersReceived">} parts.webRequest
   * @param {(url: string) => boolean} parts.isKept whether a page's whole host is listed and keeps its storage
   * @param {(ms: number) => Promise<void>} parts.wait
   */
  constructor({ browsingData, scripting, webRequest, isKept, wait }) {
    this.#browsingData = browsingData;
    this.#scripting = scripting;
    this.#onHeadersReceived = webRequest.onHeadersReceived;
    this.#isKept = isKept;
    this.#wait = wait;
  }

  /**
   * @param {Pick<chrome.tabs.Tab, "id" | "url" | "incognito">[]} tabs
   * @returns {Promise<unknown>} when the pages in them have asked: the tabs may close
   */
  async ask(tabs) {
    const pages = new Map();
    for (const { id, url = "", incognito } of tabs) {
      if (!incognito && url.startsWith("https:") && this.#isKept(url)) pages.set(new URL(url).hostname, id);
    }
    if (pages.size === 0) return;
    // Removed later, it would have its files removed then, and that makes the site's folder anew. Firefox heeds `hostnames`
    // for this kind (FACTS, Erasing: Firefox).
    const reach = /** @type {any} */ ({ hostnames: [...pages.keys()] });
    await Promise.race([this.#browsingData.remove(reach, { serviceWorkers: true }).catch(gone), this.#wait(ASK_MS)]);
    this.#asking = this.#hear(new Set(pages.keys()));
    const asked = [...pages.values()].map((tabId) =>
      this.#scripting.executeScript({ target: { tabId }, func: askAgain, injectImmediately: true }).catch(gone),
    );
    await Promise.race([Promise.all(asked), this.#wait(ASK_MS)]);
  }

  /**
   * A page of this address has been opened, which may store again.
   * @param {string} url
   */
  opened(url) {
    this.#answered.delete(new URL(url).hostname);
  }

  /**
   * @param {import("../visits/visit-log.js").Touched[]} touched
   * @returns {Promise<number>} of how many hosts something may stay, once all that were asked have answered or had the time to:
   *   those that have not, and all where there may have been frames of other sites (the log does not tell them from
   *   redirect hops)
   */
  async mayStay(touched) {
    await this.#asking;
    const hosts = listedHostnames(touched.filter(({ url }) => this.#isKept(url)));
    const hasFrames = touched.some(({ listed, isTrail }) => !listed && !isTrail);
    return hosts.filter((host) => hasFrames || !this.#answered.has(host)).length;
  }

  /** @param {Set<string>} hosts @returns {Promise<unknown>} when each has answered, or it is too late */
  #hear(hosts) {
    /** @type {(event: any) => any} */
    let heard = () => {};
    const all = new Promise((done) => {
      heard = (/** @type {Response} */ { method, url, responseHeaders = [] }) => {
        const { hostname } = new URL(url);
        if (method !== "HEAD" || !hosts.has(hostname)) return {};
        this.#answered.add(hostname);
        if ([...hosts].every((host) => this.#answered.has(host))) done(undefined);
        return { responseHeaders: [...responseHeaders, HEADER] };
      };
    });
    this.#onHeadersReceived.addListener(heard, ANSWERS, ["blocking", "responseHeaders"]);
    return Promise.race([all, this.#wait(ANSWER_MS)]).finally(() => this.#onHeadersReceived.removeListener(heard));
  }
}

/** Runs in the page. Nothing of it is sent or kept. */
function askAgain() {
  fetch("/", { method: "HEAD", cache: "no-store", credentials: "omit", redirect: "manual", keepalive: true }).catch(() => {});
}

/** The tab went away, or lets nobody in. */
function gone() {}
