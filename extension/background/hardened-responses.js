/**
 * Wires the hardening of responses where a listener can change them (Firefox). The listener hears of pages and frames alone;
 * what they load is changed by rules (`visits/resource-rules.js`), so that the files of unlisted pages wait for nobody. A
 * page is held until the rules for what it loads stand.
 */
import { hardHeaders } from "../shared/hard-headers.js";
import { entryOf, noStore } from "../traces/no-store.js";
import { ComingPages, mayShow } from "../visits/coming-pages.js";
import { ResourceRules } from "../visits/resource-rules.js";
import { unasked } from "../visits/unasked.js";

const DOCUMENTS = ["main_frame", "sub_frame"];

/** @typedef {import("../visits/storage-choice.js").Entry} Entry */

/**
 * @param {object} parts
 * @param {typeof chrome} parts.api
 * @param {ReturnType<typeof import("./page-requests.js").pageRequests>} parts.requests
 * @param {(url: string) => Entry | null} parts.match
 * @param {import("../visits/visit-log.js").VisitLog} parts.log
 * @param {import("../visits/private-tabs.js").PrivateTabs} parts.privateTabs
 * @param {import("../visits/storage-choice.js").StorageChoice} parts.choice
 * @param {() => import("../visits/resource-rules.js").Wanted} parts.wanted
 * @param {(response: any) => boolean} parts.asks whether a page asks by itself that it be forgotten
 * @param {() => Promise<unknown>} parts.ready list, log and choices are there
 */
export function hardenResponses({ api, requests, match, log, privateTabs, choice, wanted, asks, ready }) {
  const keeps = (/** @type {Entry | null} */ entry) => entry !== null && choice.of(entry) === "keep";
  const resources = new ResourceRules({ rules: api.declarativeNetRequest, session: api.storage.session, keeps });
  const coming = new ComingPages();
  const guard = noStore({
    match,
    isOpen: (tabId) => log.isOpen(tabId),
    isPrivate: (tabId) => privateTabs.has(tabId),
    headers: (entry, isDocument) => hardHeaders(entry ? choice.of(entry) : "memory", isDocument),
  });
  const renew = () => ready().then(() => resources.cover(wanted()));
  let isUp = false;
  // in the next turn: what it waits for is made in this one
  const up = Promise.resolve()
    .then(renew)
    .then(() => Promise.all(privateTabs.all.map((tabId) => resources.exempt(tabId))))
    .then(() => (isUp = true));
  /** An unlisted page must not wait for a promise. @param {(event: any) => any} ask */
  const held = (ask) => /** @type {any} */ ((/** @type {any} */ event) => (isUp ? ask(event) : up.then(() => ask(event))));

  requests.answered.add(held(answered), DOCUMENTS);
  requests.asked.add(held(unasked((url) => match(url) !== null)));
  api.webNavigation.onCommitted.addListener(({ tabId, frameId, url }) => {
    if (frameId === 0) void up.then(() => void (coming.shown(tabId, match(url) !== null) && resources.left(tabId)));
  });
  api.tabs.onCreated.addListener(({ id, incognito }) => void (incognito && id !== undefined && resources.exempt(id)));
  api.tabs.onRemoved.addListener((tabId) => {
    coming.closed(tabId);
    resources.closed(tabId);
  });

  return {
    renew,
    /** The tab shows this page, however it came there. @param {number} tabId @param {Entry | null} entry */
    shows: (tabId, entry) => resources.page(tabId, keeps(entry)),
    /** It shows a listed page no longer. @param {number} tabId */
    left: (tabId) => resources.left(tabId),
  };

  /**
   * @param {any} response of a page or a frame
   * @returns {{ responseHeaders?: any[] } | Promise<{ responseHeaders?: any[] }>}
   */
  function answered(response) {
    const changed = guard(response);
    const covered = cover(response);
    return covered ? covered.then(() => changed) : changed;
  }

  /** @param {any} response @returns {Promise<void> | undefined} undefined: it waits for nothing */
  function cover(response) {
    const { tabId, type, url, incognito } = response;
    if (tabId < 0) return undefined;
    if (incognito) return resources.exempt(tabId);
    const entry = entryOf(match, response);
    if (type !== "main_frame") return entry ? resources.frame(tabId, new URL(url).hostname, keeps(entry)) : undefined;
    if (!mayShow(response)) return undefined;
    const isListed = entry !== null || asks(response);
    coming.answered(tabId, isListed ? url : null);
    return isListed ? resources.page(tabId, keeps(entry)) : undefined;
  }
}
