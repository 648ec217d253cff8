/**
 * The hardened normal window: what keeps a listed page from writing where it could not be opened in a private one.
 */
import { hardHeaders } from "../shared/hard-headers.js";
import { bounces } from "../traces/bounces.js";
import { ClearSiteData } from "../traces/clear-site-data.js";
import { noStore } from "../traces/no-store.js";
import { EarlyScript } from "../visits/early-script.js";
import { Guards } from "../visits/guards.js";
import { HeaderRules } from "../visits/header-rules.js";
import { Otherwise } from "../visits/otherwise.js";
import { KeptStorage } from "../visits/kept-storage.js";
import { StorageChoice } from "../visits/storage-choice.js";
import { unasked } from "../visits/unasked.js";
import { repairs } from "./repairs.js";

const PAGES = { urls: ["http://*/*", "https://*/*"] };

/** @typedef {import("../visits/storage-choice.js").Entry} Entry */

/**
 * @param {object} parts
 * @param {typeof chrome} parts.api
 * @param {typeof import("../platform/features.js")} parts.features
 * @param {(url: string) => Entry | null} parts.match
 * @param {import("../shared/stored-settings.js").StoredSettings} parts.settings
 * @param {import("../list/personal-sites.js").PersonalSites} parts.personal
 * @param {import("../visits/visit-log.js").VisitLog} parts.log
 * @param {import("../visits/private-tabs.js").PrivateTabs} parts.privateTabs
 * @param {Pick<import("../handoff/container.js").Container, "holds">} parts.container
 * @param {(url: string) => boolean} parts.isDecoy its row is heeded by whoever asks when another page was opened
 * @param {() => readonly string[]} parts.scripts content scripts beside the key that the person's choices ask for
 * @param {() => Promise<unknown>} parts.ready list, log and choices are there
 * @param {(ms: number) => Promise<void>} parts.wait
 */
export function hardenedWindow({ api, features, match, settings, personal, log, privateTabs, container, isDecoy, scripts, ready, wait }) {
  const choice = new StorageChoice({ settings, isRepaired: (url) => personal.matcher("repaired").match(url) !== null });
  const early = new EarlyScript(api.scripting, (entry) => choice.of(entry) !== "keep", scripts);
  const guards = new Guards(api);
  const kept = new KeptStorage({ scripting: api.scripting, tabs: api.tabs, area: api.storage.session });
  const otherwise = new Otherwise(api.storage.session);
  const stored = new ClearSiteData({ browsingData: api.browsingData, scripting: api.scripting, webRequest: api.webRequest, isKept, wait });
  const acts = { since: () => log.actedAt, otherwise: () => otherwise.at, forget: () => log.forgetActs() };
  /** Listed tabs whose pages a person has enlarged. @type {Set<number>} */
  const zoomed = new Set();
  const normalTabs = () => log.openTabs.filter((tabId) => !privateTabs.has(tabId));
  const rules = features.canBlockRequests()
    ? null
    : new HeaderRules({
        api: api.declarativeNetRequest,
        ruleOf: (entry) => choice.of(entry),
        openTabs: normalTabs,
        privateTabs: () => privateTabs.all,
      });
  const renew = () => Promise.all([early.renew(), rules?.renew()]);
  personal.onChange((name) => name === "repaired" && renew());
  settings.onChange(renew);
  if (!rules) hardenResponses();

  api.webNavigation.onBeforeNavigate.addListener(({ tabId, frameId, url }) => {
    void ready().then(() => {
      if (!log.isOpen(tabId) || privateTabs.has(tabId)) return;
      if (frameId === 0) {
        kept.read(tabId);
        guards.readZoom(tabId).catch(() => {});
      } else if (/^https?:/.test(url) && match(url) === null) {
        early.prepareFrame(new URL(url).hostname);
      }
    });
  });

  api.webNavigation.onCommitted.addListener(({ tabId, frameId, url, timeStamp }) => {
    if (frameId === 0) void ready().then(() => void (isOtherwise(tabId, url) && otherwise.opened(timeStamp)));
  });

  if (!rules) {
    api.tabs.onZoomChange.addListener(({ tabId }) => void ready().then(() => void (log.isOpen(tabId) && zoomed.add(tabId))));
  }

  const chosen = Promise.all([choice.ready, otherwise.ready]);
  return { ready: chosen, acts, stored, coming, listed, left, leaving, parting, handlers: { "visit.acted": acted, ...repairs({ tabs: api.tabs, personal, match, normalTabs, renew }) } };

  /**
   * A page that is not listed, and not the decoy, opens in a normal window while a visit lasts.
   * @param {number} tabId
   * @param {string} url
   */
  function isOtherwise(tabId, url) {
    return !log.isEmpty && !privateTabs.has(tabId) && /^https?:/.test(url) && match(url) === null && !isDecoy(url);
  }

  /** The person leaves: what can only be erased before the decoy has its row is erased now, waited for by nobody. */
  function leaving() {
    const visit = { touched: log.touched, isListed: (/** @type {string} */ url) => match(url) !== null };
    bounces(api, features, acts).eraseNow(visit).catch(() => {});
    guards.resetZoom(normalTabs().filter((tabId) => zoomed.has(tabId)));
  }

  /**
   * The person leaves, and these tabs are about to close.
   * @param {chrome.tabs.Tab[]} tabs
   */
  async function parting(tabs) {
    if (!features.clearsByOrigin()) await stored.ask(tabs.filter(({ id }) => !container.holds(id)));
  }

  /** A whole host that keeps its storage. @param {string} url */
  function isKept(url) {
    const entry = match(url);
    return entry !== null && !entry.paths && choice.of(entry) === "keep";
  }

  /**
   * @param {Entry} entry whose page is about to open
   * @param {number} tabId
   * @param {boolean} isStopped it opens privately instead
   */
  function coming(entry, tabId, isStopped) {
    early.prepare(entry);
    // The private window would have to wait until rules are set that nobody needs: with 20,000 entries 70 ms. Rules for
    // some pages of a site may miss one (an escaped letter): those are prepared for all the same.
    if (!privateTabs.has(tabId) && !(isStopped && !entry.paths)) rules?.prepare(entry);
  }

  /**
   * A frame of a listed tab has a new document.
   * @param {number} tabId
   * @param {number | null} frameId null: any of its frames may have one
   */
  function listed(tabId, frameId) {
    if (privateTabs.has(tabId)) return;
    if (frameId === 0) {
      rules?.renew();
      kept.giveBack(tabId);
    }
    void api.tabs.get(tabId).then(
      ({ url = "" }) => {
        const entry = match(url);
        if (entry) stored.opened(url);
        return guards.arm(tabId, frameId, entry !== null && choice.of(entry) !== "keep");
      },
      () => {},
    );
  }

  /** A tab shows a listed page no longer. */
  function left() {
    if (log.openTabs.length > 0) return rules?.renew();
    early.drop();
    kept.drop();
    return rules?.drop();
  }

  /** The browser's record of it, where there is one, goes with the container. @type {import("./router.js").Handler} */
  async function acted({ at }, { tab }) {
    const isKept = !privateTabs.has(tab?.id ?? -1) && !container.holds(tab?.id);
    if (typeof at === "number" && isKept) log.acted(at);
    return {};
  }

  /** Where responses are changed by a listener (Firefox). */
  function hardenResponses() {
    const guard = noStore({
      match,
      isOpen: (tabId) => log.isOpen(tabId),
      isPrivate: (tabId) => privateTabs.has(tabId),
      isApart: (tabId) => container.holds(tabId),
      headers: (entry, isDocument) => hardHeaders(entry ? choice.of(entry) : "memory", isDocument),
    });
    let isUp = false;
    /** An unlisted page's files must not wait for a promise. @param {(event: any) => any} ask */
    const held = (ask) => /** @type {any} */ ((/** @type {any} */ event) => (isUp ? ask(event) : ready().then(() => ((isUp = true), ask(event)))));
    api.webRequest.onHeadersReceived.addListener(held(guard), PAGES, ["blocking", "responseHeaders"]);
    const ofPages = { ...PAGES, types: /** @type {any} */ (["main_frame"]) };
    api.webRequest.onBeforeRequest.addListener(held(unasked((url) => match(url) !== null)), ofPages, ["blocking"]);
  }
}
