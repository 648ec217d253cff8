/**
 * Composition root: runs at every wake-up of the worker. Wires the parts and registers every listener before the first
 * turn ends, for the browser forgets those that come later. Holds no logic and no state.
 */
import { Choices } from "../escape/choices.js";
import { cover } from "../escape/cover.js";
import { Escape } from "../escape/escape.js";
import { Landing } from "../escape/landing.js";
import { lastUsed } from "../escape/last-used.js";
import { Restored } from "../escape/restored.js";
import { cancelDownloads } from "../escape/running-downloads.js";
import { Container } from "../handoff/container.js";
import { PersonalSites } from "../list/personal-sites.js";
import { Choice } from "../handoff/choice.js";
import { SiteList } from "../list/site-list.js";
import { allWrappedIn } from "../list/wrapped-addresses.js";
import { api } from "../platform/api.js";
import * as features from "../platform/features.js";
import { message, uiLanguage } from "../platform/i18n.js";
import { listen } from "../platform/messages.js";
import { openPage } from "../platform/pages.js";
import * as sealedFile from "../platform/sealed-file.js";
import { pageAddress } from "../shared/addresses.js";
import { Managed } from "../shared/managed.js";
import { StoredSettings } from "../shared/stored-settings.js";
import { ownContainer } from "../traces/container.js";
import { Journal } from "../traces/journal.js";
import { traceLedger } from "../traces/ledger.js";
import { OwnRows } from "../traces/own-rows.js";
import { ownClosedTabs, ownPages } from "../traces/own-pages.js";
import { Sweep } from "../traces/sweep.js";
import { Arming } from "../visits/arming.js";
import { Listed } from "../visits/listed.js";
import { Navigation } from "../visits/navigation.js";
import { PrivateTabs } from "../visits/private-tabs.js";
import { Quiet } from "../visits/quiet.js";
import { VisitLog } from "../visits/visit-log.js";
import { createAskingSites } from "./asking-sites.js";
import { arrivalHandlers } from "./arrival.js";
import { createBeat } from "./beat.js";
import { wireHandoff } from "./handoff.js";
import { createHandlers } from "./handlers.js";
import { hardenedWindow } from "./hardened.js";
import { chosenScripts, wireLeaving } from "./leaving.js";
import { ownSites } from "./own-sites.js";
import { reset } from "./reset.js";
import { olderVisits } from "./older-visits.js";
import { wireOnward } from "./onward.js";
import { createRouter } from "./router.js";
import { seenNow } from "./seen.js";
import { readPackaged, repositoryUrl, sessionStore } from "./stores.js";
import { createTrail } from "./trail.js";
import { welcome } from "./welcome.js";

const now = () => Date.now();
const wait = (/** @type {number} */ ms) => /** @type {Promise<void>} */ (new Promise((done) => setTimeout(done, ms)));

const managed = new Managed({ area: api.storage.managed, memory: api.storage.session });
const settings = new StoredSettings(api.storage.local, () => managed.known);
const list = new SiteList({
  area: api.storage.local,
  memory: api.storage.session,
  readBundled: readPackaged,
  repositoryUrl,
  fetch: (...request) => fetch(...request),
  clock: now,
  version: api.runtime.getManifest().version,
});
const personal = new PersonalSites(api.storage.local);
// Not awaited: whoever hears of it waits for the rest to be ready.
const fixed = managed.ready.then(() => void personal.fix("normal", managed.known.workplaces));
managed.onChange(({ workplaces }) => Promise.all([settings.tell(), personal.fix("normal", workplaces)]));
const asking = createAskingSites({ api, settings });
const listed = new Listed([() => list.matcher, () => personal.matcher("own"), () => asking.sites], allWrappedIn);
const match = (/** @type {string} */ url) => listed.match(pageAddress(url));
const isListed = (/** @type {string} */ url) => match(url) !== null;

const log = new VisitLog({ session: sessionStore(api.storage.session, "visits"), journal: new Journal(sealedFile), now });
const handoffChoice = new Choice({ extension: api.extension, settings, hasContainers: features.hasContainers() });
const container = new Container({
  identities: /** @type {any} */ (api).contextualIdentities,
  tabs: /** @type {any} */ (api.tabs),
  area: api.storage.local,
  name: () => message("container_name"),
});
const choices = new Choices({ settings, isListed, language: uiLanguage });
const scripts = () => chosenScripts(choices.all);
const arming = new Arming({ scripting: api.scripting, action: api.action, config: () => choices.keyConfig, scripts });
const privateTabs = new PrivateTabs();
const isDecoy = (/** @type {string} */ url) => url === choices.decoy;
const hardened = hardenedWindow({ api, features, match, settings, personal, log, privateTabs, container, isDecoy, scripts, ready: () => ready, wait });
const ownRows = new OwnRows();
const sweep = new Sweep({ ledger: [...traceLedger(api, features, { ...hardened, ownRows }), ownContainer(container)], log, isListed, wait });
const quiet = new Quiet({ log, onQuiet: (touched, isLeftOver) => sweep.erase(touched, { isLeftOver }) });
const { trail, ready: trailReady } = createTrail({ api, settings, list, isListed });
const navigation = new Navigation({
  list: { match },
  log,
  privateTabs,
  container,
  trail,
  isDecoy,
  now,
  heard: {
    coming: (entry, tabId, url) => hardened.coming(entry, tabId, handoff.isStopped(tabId, url)),
    listed: (tabId, frameId) => {
      if (frameId === null) arming.armAllFrames(tabId);
      else arming.arm(tabId, frameId);
      hardened.listed(tabId, frameId);
      if (frameId === 0) restored.close();
    },
    left: (tabId) => {
      arming.disarm(tabId);
      hardened.left();
      quiet.stir();
    },
    touched: () => quiet.stir(),
  },
});

const choicesRead = Promise.all([fixed, choices.ready, handoffChoice.ready, hardened.ready, trailReady]);
const ready = Promise.all([list.load(), personal.ready, log.ready, choicesRead, asking.ready, privateTabs.load(api.tabs), container.ready]);
const restored = new Restored({ tabs: api.tabs, log });
const reconciled = ready.then(async () => {
  await restored.close();
  await escape.resume();
  const tabs = await api.tabs.query({});
  await escape.catchUp(tabs);
  navigation.reconcile(tabs);
  quiet.start();
});

const shows = (/** @type {{ id?: number, url?: string, pendingUrl?: string }} */ { id, url, pendingUrl }) =>
  log.isOpen(id) || [url, pendingUrl].some((address) => address !== undefined && isListed(address));
const landing = new Landing({
  tabs: api.tabs,
  windows: api.windows,
  choices,
  lastUsed: lastUsed({ tabs: api.tabs, isOpen: shows }),
  now,
});
const handoff = wireHandoff({
  api,
  features,
  choice: handoffChoice,
  list,
  personal,
  match,
  log,
  privateTabs,
  container,
  sweep,
  landing,
  isBroughtBack: (url) => restored.isBroughtBack(url),
  known: ready,
  now,
  wait,
});
const leaving = wireLeaving({ api, settings, choices, arming, log, privateWindow: handoff.privateWindow, isListed, now });
const covered = cover(api);
const isLeft = (/** @type {string} */ url) => isListed(url) || trail.isErasedSearch(url);
const escape = new Escape({
  tabs: api.tabs,
  log,
  isListed: isLeft,
  isDecoy,
  cover: (tabId) => (hardened.leaving(), covered(tabId)),
  landing,
  sweep: (landed) => sweep.run(landed),
  wait,
  unfinished: sessionStore(api.storage.session, "leaving"),
  isOwn: handoff.isOwn,
  cancelDownloads: cancelDownloads({ downloads: api.downloads, isListed }),
  leaves: (tab) => leaving.wayBack.left(tab),
  parting: hardened.parting,
});
const beat = createBeat({ api, settings, refreshJournal: () => log.refreshJournal(), checkList: () => list.check(), now });
ready.then(() => beat.start());
const reconcile = async () => navigation.reconcile(await api.tabs.query({}));
list.onChange(reconcile);
personal.onChange((name) => name === "own" && reconcile());

wireOnward({ api, features, log, privateTabs, isListed, isDecoy, navigation, ready });

/**
 * Handles events in the order in which they come, as soon as the list and the log are there.
 * @template {unknown[]} A
 * @param {(...event: A) => unknown} handle
 * @returns {(...event: A) => void}
 */
const whenReady = (handle) => (...event) => void ready.then(() => handle(...event));

api.webNavigation.onBeforeNavigate.addListener(whenReady((event) => handoff.keepsOut(event) || navigation.began(event)));
api.webNavigation.onCommitted.addListener(whenReady((event) => navigation.committed(event)));
api.webNavigation.onCreatedNavigationTarget.addListener(whenReady((event) => navigation.opened(event)));
api.webNavigation.onHistoryStateUpdated.addListener(whenReady((event) => navigation.movedInPage(event)));
api.webNavigation.onReferenceFragmentUpdated.addListener(whenReady((event) => navigation.movedInPage(event)));
api.webNavigation.onDOMContentLoaded.addListener(whenReady((event) => navigation.loaded(event)));
api.webNavigation.onCompleted.addListener(whenReady((event) => navigation.loaded(event)));
api.webNavigation.onBeforeNavigate.addListener((event) => landing.began(event));
api.webNavigation.onCommitted.addListener((event) => landing.committed(event));
api.webNavigation.onDOMContentLoaded.addListener((event) => landing.loaded(event));
api.webNavigation.onErrorOccurred.addListener((event) => void landing.failed(/** @type {any} */ (event)));
api.webRequest.onBeforeRedirect.addListener(whenReady((event) => navigation.redirected(event)), {
  urls: ["http://*/*", "https://*/*"],
  types: ["main_frame", "sub_frame"],
});
asking.watch({ api, sites: asking.sites, log, whenReady, heard: ({ tabId, url }) => navigation.began({ tabId, frameId: 0, url }) });
api.tabs.onCreated.addListener((tab) => privateTabs.created(tab));
api.tabs.onUpdated.addListener(whenReady((tabId, change) => change.url !== undefined && navigation.shows(tabId, change.url)));
api.tabs.onRemoved.addListener(
  whenReady((tabId) => {
    navigation.closed(tabId);
    privateTabs.closed(tabId);
  }),
);
api.history.onVisited.addListener(whenReady((row) => ownRows.takes(row.url) || navigation.recorded(row)));
api.history.onVisited.addListener(ownPages(api, api.runtime.getURL("")));
api.sessions.onChanged.addListener(ownClosedTabs(api, features, api.runtime.getURL("")));
api.action.onClicked.addListener((tab) => void escape.leave(tab));
api.commands.onCommand.addListener((command, tab) => void (command === "leave" && escape.leave(tab)));
api.alarms.onAlarm.addListener((alarm) => void ready.then(() => beat.onAlarm(alarm)));
api.runtime.onStartup.addListener(() => restored.browserStarted());
api.storage.onChanged.addListener((_, area) => void (area === "managed" && managed.refresh()));
api.runtime.onInstalled.addListener(welcome({ tabs: api.tabs, managed: () => managed.arrived, open: () => openPage("welcome") }));

const isSigned = (/** @type {string} */ url) => list.matcher.match(url) !== null;
const handlers = {
  ...createHandlers({ api, escape, settings, list, sweep, isListed, ready }),
  ...handoff.handlers,
  ...leaving.handlers,
  ...hardened.handlers,
  ...ownSites({ api, personal, isSigned, decoy: () => choices.decoy, ready }),
  ...arrivalHandlers({ api, now }),
  ...olderVisits({ api, features, match, ready, now }),
  ...seenNow({ api, isListed, now, ready }),
  ...reset({ api, sweep, removeJournal: sealedFile.remove, container }),
};
const isListedTab = async (/** @type {number | undefined} */ tabId) => (await reconciled, log.isOpen(tabId));
listen(createRouter({ ownId: api.runtime.id, ownBase: api.runtime.getURL(""), isListedTab, handlers }));
