/**
 * Wires the hand-off of listed pages to a private window or a container: called once, in the worker's first turn.
 */
import { aftermath } from "../handoff/aftermath.js";
import { backForGood } from "../handoff/back-for-good.js";
import { Elsewhere } from "../handoff/elsewhere.js";
import { Handoff } from "../handoff/handoff.js";
import { Leaks } from "../handoff/leaks.js";
import { isAhead, MeantPages } from "../handoff/meant.js";
import { Passes } from "../handoff/passes.js";
import { PrivateWindow } from "../handoff/private-window.js";
import { Question } from "../handoff/question.js";
import { RuleGate } from "../handoff/rule-gate.js";
import { closedTabs } from "../traces/closed-tabs.js";
import { ownPage } from "../platform/pages.js";
import { handoffMessages } from "./handoff-messages.js";
import { stopByRequests, stopByRules } from "./handoff-stops.js";

const PAGES = { urls: ["http://*/*", "https://*/*"], types: /** @type {any} */ (["main_frame"]) };

/** Where requests are held, the browser needs no rules. */
const NO_RULES = { stop: async () => {}, exempt: async () => {}, revoke: async () => {}, closed: () => {} };

/**
 * @param {object} parts
 * @param {typeof chrome} parts.api
 * @param {typeof import("../platform/features.js")} parts.features
 * @param {import("../handoff/choice.js").Choice} parts.choice
 * @param {import("../list/site-list.js").SiteList} parts.list
 * @param {import("../list/personal-sites.js").PersonalSites} parts.personal
 * @param {(url: string) => import("../visits/listed.js").Entry | null} parts.match
 * @param {import("../visits/visit-log.js").VisitLog} parts.log
 * @param {import("../visits/private-tabs.js").PrivateTabs} parts.privateTabs
 * @param {import("../handoff/container.js").Container} parts.container
 * @param {import("../traces/sweep.js").Sweep} parts.sweep
 * @param {import("../escape/landing.js").Landing} parts.landing
 * @param {(url: string) => boolean} parts.isBroughtBack by the browser itself, after a visit that was cut off
 * @param {Promise<unknown>} parts.known settles when the list and the choice are loaded and the private tabs are known
 * @param {() => number} parts.now
 * @param {(ms: number) => Promise<unknown>} parts.wait
 */
export function wireHandoff({ api, features, choice, list, personal, match, log, privateTabs, container, sweep, landing, isBroughtBack, known, now, wait }) {
  const { tabs, windows } = api;
  const session = api.storage.session;
  const isListed = (/** @type {string} */ url) => match(url) !== null && personal.matcher("normal").match(url) === null;
  const isPrivate = (/** @type {number} */ tabId) => privateTabs.has(tabId);
  const isAway = (/** @type {number} */ tabId) => isPrivate(tabId) || container.holds(tabId);
  const isHeld = features.canBlockRequests();
  const gate = isHeld ? NO_RULES : new RuleGate({ rules: api.declarativeNetRequest, session });
  const passes = new Passes({ session, gate });
  const prepare = (/** @type {number} */ tabId) => gate.exempt(tabId);
  const privateWindow = new PrivateWindow({ windows, tabs, session, prepare, isAhead: !isHeld });
  const elsewhere = new Elsewhere(choice, { private: privateWindow, container });
  const question = new Question({ tabs, session, page: ownPage("open") });
  const closed = closedTabs(api, features);
  /** Where nothing else was written, only the closed tab or window is forgotten, which the browser lists a moment later. */
  const forgetClosed = async (/** @type {import("../visits/visit-log.js").Touched[]} */ touched) => {
    for (const pause of [0, 1000]) await wait(pause).then(() => closed.erase({ touched, isListed }));
  };
  const erase = isHeld ? forgetClosed : (/** @type {any} */ touched) => sweep.erase(touched);
  const clear = aftermath({ browsingData: api.browsingData, features, erase, log, match, now });
  const handoff = new Handoff({
    tabs, choice, elsewhere, question, passes, isAway, isListed, isBroughtBack, now,
    openedPrivately: clear,
  });
  const leaks = new Leaks({
    tabs, choice, passes, elsewhere, isAway, isListed, isBroughtBack,
    goBack: backForGood(api.scripting),
    land: (tab) => landing.open(tab),
    sweep: (landed) => sweep.run(landed),
  });

  const meant = new MeantPages();
  const ready = Promise.all([known, passes.ready, privateWindow.ready, question.ready]);
  const keepUp = () => ready.then(() => gate.stop(choice.mode === "off" ? null : wanted())).catch(refused);
  choice.onChange(keepUp);
  list.onChange(keepUp);
  personal.onChange(keepUp);
  const up = ready.then(async () => {
    const all = await tabs.query({});
    meant.underWay(all);
    gate.exempt(...all.flatMap(({ id, incognito }) => (incognito && id !== undefined ? [id] : [])));
    await keepUp();
    tidy();
    return all;
  });
  up.then((all) => leaks.found(all));

  const stopped = (/** @type {import("../handoff/handoff.js").Meant} */ page) => handoff.stopped(page);
  if (isHeld) stopByRequests({ api, up, isStopped, isAway: (store) => container.has(store), stopped, wait });
  else stopByRules({ api, up, choice, meant, stopped });
  api.webRequest.onBeforeRequest.addListener((request) => {
    if (request.method !== "GET") ready.then(() => posted(request));
  }, PAGES);
  api.webNavigation.onCommitted.addListener(({ tabId, frameId, url, ...more }) => {
    if (frameId !== 0 || isAhead(more)) return;
    handoff.committed(tabId);
    ready.then(() => (isListed(url) ? leaks.loaded(tabId, url) : passes.revoke(tabId)));
  });
  api.webNavigation.onHistoryStateUpdated.addListener(({ tabId, frameId, url }) => {
    if (frameId === 0) ready.then(() => leaks.moved(tabId, url));
  });
  tabs.onCreated.addListener((tab) => {
    if (tab.incognito && tab.id !== undefined) gate.exempt(tab.id);
    container.ready.then(() => container.created(tab));
  });
  tabs.onRemoved.addListener((tabId) => {
    gate.closed(tabId);
    container.closed(tabId);
    ready.then(tidy);
    passes.revoke(tabId);
    question.closed(tabId);
  });
  windows.onRemoved.addListener((windowId) => privateWindow.closed(windowId));
  api.runtime.onStartup.addListener(() => leaks.browserStarted());

  /** It is tried again when the next tab is closed, and at the next start. */
  function keptForLater() {}

  /** The browser takes the rules not: pages open as ever, and the options say so. */
  async function refused() {
    if (choice.mode !== "off") await choice.noStop();
  }

  /** @param {number} tabId of a normal tab @param {string} url */
  function isStopped(tabId, url) {
    return choice.mode !== "off" && isListed(url) && !passes.has(tabId) && !container.holds(tabId);
  }

  /** A page that is not listed may have been the last in the container: nothing else is left to erase then. */
  function tidy() {
    if (log.isEmpty && !container.isOpen) container.remove().catch(keptForLater);
  }

  /** @returns {import("../handoff/rule-gate.js").Wanted} */
  function wanted() {
    const own = personal.entries("own");
    return {
      revision: [list.revision, ...own].join(" "),
      entries: async () => [...(await list.entries()), ...own.map((host) => ({ host, subdomains: true }))],
      normal: personal.entries("normal"),
    };
  }

  /** What was typed can't be handed over: the page opens where it is. @param {{ tabId: number, url: string }} request */
  function posted({ tabId, url }) {
    if (isListed(url) && !isPrivate(tabId)) passes.grant(tabId);
  }

  /**
   * Whether a page that a tab is about to open is stopped so early that nothing is written of it: then there is nothing to
   * erase, and erasing would itself write (Firefox notes by name the hosts whose cache is to be cleared).
   * @param {{ tabId: number, url: string }} event
   */
  const keepsOut = ({ tabId, url }) => isHeld && !isPrivate(tabId) && isStopped(tabId, url);

  /** A tab of the private window or the container: they are closed whole. @param {chrome.tabs.Tab} tab */
  const isOwn = ({ id, windowId }) => privateWindow.has(windowId) || container.holds(id);

  return { keepsOut, isStopped, isOwn, privateWindow, handlers: handoffMessages({ choice, handoff, question, personal, ready }) };
}
