/**
 * What each tab was about to open when the browser's rules stopped it. The events that tell of the stop do not always name
 * the page: where a redirect led to it, Chromium tells of no further redirect, and only the refused scheme is named.
 */
import { REFUSED_URL } from "./rules.js";

/** @typedef {import("./handoff.js").Meant} Meant */
/** @typedef {{ tabId: number, documentLifecycle?: string }} Event */
/** @typedef {Event & { documentId?: string }} Request `documentId`: the document that fetches it; none where the tab goes there */

export class MeantPages {
  /** @type {Map<number, Meant>} */
  #coming = new Map();

  /** @param {Request & { url: string, method: string, initiator?: string }} request `webRequest.onBeforeRequest`, main frame */
  requested({ tabId, url, initiator, ...more }) {
    if (isWished(more)) this.#coming.set(tabId, { tabId, url, source: initiator });
  }

  /**
   * Tabs of a browser that has started before we did: their requests were told to nobody.
   * @param {{ id?: number, pendingUrl?: string }[]} tabs as they are before anything is stopped
   */
  underWay(tabs) {
    for (const { id, pendingUrl } of tabs) {
      if (id !== undefined && pendingUrl && !this.#coming.has(id)) this.#coming.set(id, { tabId: id, url: pendingUrl });
    }
  }

  /**
   * @param {Request & { redirectUrl: string }} redirect `webRequest.onBeforeRedirect`
   * @returns {Meant | undefined} what was stopped, told once
   */
  redirected({ tabId, redirectUrl, ...more }) {
    return redirectUrl === REFUSED_URL && isWished(more) ? this.#take(tabId) : undefined;
  }

  /**
   * @param {Event & { url: string }} failure `webNavigation.onErrorOccurred`
   * @returns {Meant | undefined} what was stopped, told once
   */
  failed({ tabId, url, ...more }) {
    return url === REFUSED_URL && !isAhead(more) ? this.#take(tabId) : undefined;
  }

  /** The tab shows a page, or is gone. @param {number} tabId */
  settled(tabId) {
    this.#coming.delete(tabId);
  }

  /** @param {number} tabId */
  #take(tabId) {
    const meant = this.#coming.get(tabId);
    this.#coming.delete(tabId);
    return meant;
  }
}

/** A page that is loaded before anybody has asked for it. @param {{ documentLifecycle?: string }} event */
export const isAhead = ({ documentLifecycle }) => documentLifecycle === "prerender";

/**
 * Speculation rules fetch pages by requests like those of the tab itself; only these name a document (Chromium 156).
 * @param {{ documentLifecycle?: string, documentId?: string }} request
 */
const isWished = (request) => !isAhead(request) && request.documentId === undefined;
