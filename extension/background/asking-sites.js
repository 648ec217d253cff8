/**
 * Wires the sites that ask to be forgotten (`visits/asking-sites.js`) to the browser's responses, the settings and the visits.
 */
import { DEFAULTS } from "../shared/settings.js";
import { AskingSites } from "../visits/asking-sites.js";
import { sessionStore } from "./stores.js";

/**
 * @param {object} parts
 * @param {Pick<typeof chrome, "storage" | "webRequest">} parts.api
 * @param {Pick<import("../shared/stored-settings.js").StoredSettings, "read" | "onChange">} parts.settings
 * @returns {{ sites: AskingSites, ready: Promise<unknown>, watch: typeof watch }}
 */
export function createAskingSites({ api, settings }) {
  let choices = DEFAULTS;
  settings.onChange((changed) => (choices = changed));
  const chosen = settings.read().then((stored) => (choices = stored));
  const sites = new AskingSites({ session: sessionStore(api.storage.session, "asking"), isWanted: () => choices.requestOtr });
  return { sites, ready: Promise.all([chosen, sites.ready]), watch };
}

/**
 * Looks at every page's headers and changes none.
 * @param {object} parts
 * @param {Pick<typeof chrome, "webRequest">} parts.api
 * @param {AskingSites} parts.sites
 * @param {import("../visits/visit-log.js").VisitLog} parts.log
 * @param {(handle: (response: any) => unknown) => (response: any) => void} parts.whenReady
 * @param {(response: { tabId: number, url: string, timeStamp: number }) => void} parts.heard told of a host's first answer that asks
 */
function watch({ api, sites, log, whenReady, heard }) {
  const listener = /** @type {any} */ (whenReady((response) => sites.answered(response) && heard(response)));
  api.webRequest.onHeadersReceived.addListener(listener, { urls: ["http://*/*", "https://*/*"], types: ["main_frame"] }, ["responseHeaders"]);
  log.onForgotten(() => {
    if (log.openTabs.length === 0) sites.keepOnly(log.touched.map(({ url }) => url));
  });
}
