/**
 * How listed pages are stopped: by the browser's own rules, or by holding their requests. The listeners of either.
 */
import { CHECK_URL } from "../handoff/rules.js";
import { browserVersion } from "../platform/features.js";
import { RequestGate } from "../handoff/request-gate.js";
import { SelfCheck } from "../handoff/self-check.js";

const PAGES = { urls: ["http://*/*", "https://*/*"], types: /** @type {any} */ (["main_frame"]) };
const AHEAD = { ...PAGES, types: /** @type {any} */ (["main_frame", "other", "speculative", "script"]) };

/** @typedef {import("../handoff/handoff.js").Meant} Meant */

/**
 * @param {object} parts
 * @param {typeof chrome} parts.api
 * @param {Promise<unknown>} parts.up settles when the rules are up
 * @param {import("../handoff/choice.js").Choice} parts.choice
 * @param {import("../handoff/meant.js").MeantPages} parts.meant
 * @param {(meant: Meant) => Promise<unknown>} parts.stopped
 */
export function stopByRules({ api, up, choice, meant, stopped }) {
  const { tabs, history } = api;
  const rules = api.declarativeNetRequest;
  const check = new SelfCheck({ rules, tabs, history, area: api.storage.local, version: browserVersion() });
  up.then(async () => {
    if (choice.mode !== "off" && !(await check.works())) await choice.noStop();
  });
  api.webNavigation.onErrorOccurred.addListener((failure) => check.failed(failure));
  const hear = (/** @type {Meant | undefined} */ page) => {
    if (page && page.url !== CHECK_URL) up.then(() => stopped(page));
  };
  api.webRequest.onBeforeRequest.addListener((request) => void meant.requested(request), PAGES);
  api.webRequest.onBeforeRedirect.addListener((redirect) => hear(meant.redirected(redirect)), PAGES);
  api.webNavigation.onErrorOccurred.addListener((failure) => hear(meant.failed(failure)));
  api.webNavigation.onCommitted.addListener(({ tabId, frameId }) => {
    if (frameId === 0) meant.settled(tabId);
  });
  api.tabs.onRemoved.addListener((tabId) => meant.settled(tabId));
}

/**
 * @param {object} parts
 * @param {typeof chrome} parts.api
 * @param {Promise<unknown>} parts.up settles when it is known what is stopped
 * @param {(tabId: number, url: string) => boolean} parts.isStopped
 * @param {(cookieStoreId: string | undefined) => boolean} parts.isAway
 * @param {(meant: Meant) => Promise<unknown>} parts.stopped
 * @param {(ms: number) => Promise<unknown>} parts.wait
 */
export function stopByRequests({ api, up, isStopped, isAway, stopped, wait }) {
  const { tabs, scripting } = api;
  const gate = new RequestGate({ tabs, scripting, wait, isStopped, isAway, handOver: stopped });
  let isUp = false;
  up.then(() => (isUp = true));
  /** An unlisted page must not wait for a promise. @param {(event: any) => any} ask */
  const held = (ask) => /** @type {any} */ ((/** @type {any} */ event) => (isUp ? ask(event) : up.then(() => ask(event))));
  api.webRequest.onBeforeRequest.addListener(held((request) => gate.request(request)), AHEAD, ["blocking"]);
  api.webRequest.onHeadersReceived.addListener(held((response) => gate.response(response)), PAGES, ["blocking", "responseHeaders"]);
}
