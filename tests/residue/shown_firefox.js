// What Firefox's own pages are made from: runs with the browser's rights, gives list → JSON.
/* global arguments, Cc, ChromeUtils, Ci, Services */
const [done] = arguments;
const { PlacesUtils } = ChromeUtils.importESModule("resource://gre/modules/PlacesUtils.sys.mjs");
const { SiteDataManager } = ChromeUtils.importESModule("resource:///modules/SiteDataManager.sys.mjs");
const { SessionStore } = ChromeUtils.importESModule("resource:///modules/sessionstore/SessionStore.sys.mjs");
const { DownloadHistory } = ChromeUtils.importESModule("resource://gre/modules/DownloadHistory.sys.mjs");
const { NewTabUtils } = ChromeUtils.importESModule("resource://gre/modules/NewTabUtils.sys.mjs");
const { FormHistory } = ChromeUtils.importESModule("resource://gre/modules/FormHistory.sys.mjs");
const history = () => {
  const options = PlacesUtils.history.getNewQueryOptions();
  options.includeHidden = true;
  const { root } = PlacesUtils.history.executeQuery(PlacesUtils.history.getNewQuery(), options);
  root.containerOpen = true;
  const rows = Array.from({ length: root.childCount }, (_, at) => root.getChild(at));
  const shown = rows.map(({ uri, title }) => `${uri} ${title}`);
  root.containerOpen = false;
  return shown;
};
const workers = () => {
  const service = Cc["@mozilla.org/serviceworkers/manager;1"].getService(Ci.nsIServiceWorkerManager);
  const all = service.getAllRegistrations();
  return Array.from({ length: all.length }, (_, at) => all.queryElementAt(at, Ci.nsIServiceWorkerRegistrationInfo).scope);
};
const read = async () => {
  await SiteDataManager.updateSites();
  return {
    "history": history(),
    "recently closed": SessionStore.getClosedTabData(Services.wm.getMostRecentWindow("navigator:browser")),
    "recently closed windows": SessionStore.getClosedWindowData(),
    "downloads": (await (await DownloadHistory.getList()).getAll()).map(({ source, target }) => [source.url, target.path]),
    "site data": (await SiteDataManager.getSites()).map(({ baseDomain, host }) => baseDomain ?? host),
    "permissions": Services.perms.all.map(({ principal, type }) => `${principal.origin} ${type}`),
    "tiles": (await NewTabUtils.activityStreamProvider.getTopFrecentSites?.({})) ?? NewTabUtils.links.getLinks(),
    "form values": await FormHistory.search(["fieldname", "value"], {}),
    "passwords": (await Services.logins.getAllLogins()).map(({ origin }) => origin),
    "service workers": workers(),
  };
};
const asText = (lists) => Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, JSON.stringify(list)]));
read().then((lists) => done(asText(lists)));
