/**
 * Wires what happens when a listed page is left for another in the same tab (`visits/onward.js`), where the browser prunes
 * no back list. Called once, in the worker's first turn.
 */
import { Onward } from "../visits/onward.js";

const PAGES = { urls: ["http://*/*", "https://*/*"], types: /** @type {any} */ (["main_frame"]) };

/**
 * @param {object} parts
 * @param {typeof chrome} parts.api
 * @param {typeof import("../platform/features.js")} parts.features
 * @param {import("../visits/visit-log.js").VisitLog} parts.log
 * @param {import("../visits/private-tabs.js").PrivateTabs} parts.privateTabs
 * @param {(url: string) => boolean} parts.isListed
 * @param {(url: string) => boolean} parts.isDecoy
 * @param {Pick<import("../visits/navigation.js").Navigation, "opened">} parts.navigation
 * @param {Promise<unknown>} parts.ready list and log are there
 */
export function wireOnward({ api, features, log, privateTabs, isListed, isDecoy, navigation, ready }) {
  if (!features.canBlockRequests()) return;
  // who leaves by the key gets a tab of its own anyway
  const isLeft = (/** @type {number} */ tabId, /** @type {string} */ url) =>
    log.isOpen(tabId) && !privateTabs.has(tabId) && !isListed(url) && !isDecoy(url);
  const onward = new Onward({ tabs: api.tabs, isLeft, opened: (tabs) => navigation.opened(tabs) });
  let isReady = false;
  ready.then(() => (isReady = true));
  /** An unlisted page must not wait for a promise. */
  const answered = (/** @type {any} */ answer) => (isReady ? onward.answered(answer) : ready.then(() => onward.answered(answer)));
  api.webRequest.onHeadersReceived.addListener(/** @type {any} */ (answered), PAGES, ["blocking", "responseHeaders"]);
  // before the log hears that the page is left
  api.webNavigation.onCommitted.addListener((event) => {
    if (event.frameId === 0) void ready.then(() => onward.committed(/** @type {any} */ (event)));
  });
}
