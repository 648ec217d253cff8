import assert from "node:assert/strict";
import { test } from "node:test";

import { Navigation } from "../../../extension/visits/navigation.js";
import { PrivateTabs } from "../../../extension/visits/private-tabs.js";
import { Trail } from "../../../extension/visits/trail.js";
import { VisitLog } from "../../../extension/visits/visit-log.js";
import { memoryStore } from "../memory-store.js";

const HELPLINE = { host: "helpline.test", subdomains: true };
const ADVICE = { host: "police.test", subdomains: false, paths: ["/advice/stalking"] };

/** A list of one helpline and some pages of a police site. */
const list = {
  match(url) {
    const { hostname, pathname } = new URL(url);
    if (hostname.endsWith(HELPLINE.host)) return HELPLINE;
    return hostname === ADVICE.host && pathname.startsWith(ADVICE.paths[0]) ? ADVICE : null;
  },
};

async function browser(journal = [], leadUp = false, container = undefined) {
  const log = new VisitLog({ session: memoryStore(), journal: memoryStore(journal), now: () => 1000 });
  await log.ready;
  const privateTabs = new PrivateTabs();
  const heard = [];
  const trail = new Trail({
    searchOf: (url) => (url.startsWith("https://search.test/?q=") ? { engine: "search.test", query: url.slice(23) } : null),
    isSensitive: () => false,
    choices: () => ({ leadUp, leadOut: "keep" }),
    session: memoryStore(),
  });
  await trail.ready;
  const navigation = new Navigation({
    list,
    log,
    privateTabs,
    container,
    trail,
    isDecoy: (url) => url === "https://weather.test/",
    now: () => 1000,
    heard: {
      coming: () => {},
      listed: (tabId, frameId) => heard.push(["listed", tabId, frameId]),
      left: (tabId) => heard.push(["left", tabId]),
      touched: () => {},
    },
  });
  return { navigation, log, privateTabs, heard, urls: () => log.touched.map(({ url }) => url).sort() };
}

/** One main-frame navigation with the redirects in between. */
function go(navigation, tabId, hops, extra = {}) {
  navigation.began({ tabId, frameId: 0, url: hops[0] });
  for (let at = 0; at + 1 < hops.length; at += 1) {
    navigation.redirected({ tabId, requestId: hops[0], type: "main_frame", url: hops[at], redirectUrl: hops[at + 1] });
  }
  navigation.committed({ tabId, frameId: 0, url: hops.at(-1), ...extra });
}

test("an unlisted page leaves nothing in the log and arms nothing", async () => {
  const { navigation, heard, urls } = await browser();
  go(navigation, 1, ["https://search.test/?q=weather"]);
  navigation.committed({ tabId: 1, frameId: 5, url: "https://widget.test/" });
  assert.deepEqual(urls(), []);
  assert.deepEqual(heard, []);
});

test("of a page that is only open in a container the address is erased, and no site is cleared for it", async () => {
  const container = { holds: (tabId) => tabId === 8, isOpen: true };
  const { navigation, log } = await browser([], false, container);
  const url = "https://helpline.test/";
  const site = () => log.touched.find((item) => item.url === url)?.site;
  go(navigation, 8, [url]);
  navigation.recorded({ url });
  assert.equal(site(), null);
  // the same page in a normal tab stores what only clearing by site reaches
  go(navigation, 1, [url]);
  assert.deepEqual(site(), HELPLINE);
  go(navigation, 8, [url]);
  assert.deepEqual(site(), HELPLINE);
});

test("a row while a listed page is open in a normal tab too may be of that", async () => {
  const { navigation, log } = await browser([], false, { holds: (tabId) => tabId === 8, isOpen: true });
  go(navigation, 8, ["https://helpline.test/"]);
  go(navigation, 1, ["https://helpline.test/b"]);
  navigation.recorded({ url: "https://helpline.test/c" });
  assert.deepEqual(log.touched.find((item) => item.url.endsWith("/c"))?.site, HELPLINE);
});

test("every redirect hop on the way to a listed page belongs to the visit, the page before does not", async () => {
  const { navigation, heard, urls } = await browser();
  go(navigation, 1, ["https://search.test/?q=help"]);
  go(navigation, 1, ["https://search.test/out?u=1", "https://short.test/x", "https://helpline.test/"]);
  assert.deepEqual(urls(), ["https://helpline.test/", "https://search.test/out?u=1", "https://short.test/x"]);
  assert.deepEqual(heard, [["listed", 1, 0]]);
});

test("a redirect reported before the navigation it belongs to is a hop all the same", async () => {
  const { navigation, urls } = await browser();
  navigation.redirected({ tabId: 1, requestId: "9", type: "main_frame", url: "https://short.test/x", redirectUrl: "https://helpline.test/" });
  go(navigation, 1, ["https://helpline.test/"]);
  assert.deepEqual(urls(), ["https://helpline.test/", "https://short.test/x"]);
});

test("redirects of a navigation that went elsewhere are not part of the next visit", async () => {
  const { navigation, urls } = await browser();
  navigation.redirected({ tabId: 1, requestId: "9", type: "main_frame", url: "https://short.test/x", redirectUrl: "https://innocent.test/" });
  go(navigation, 1, ["https://helpline.test/"]);
  assert.deepEqual(urls(), ["https://helpline.test/"]);
});

test("what a woken worker hears late happened when the browser says", async () => {
  const { navigation, log } = await browser();
  const event = { tabId: 1, requestId: "9", type: "main_frame", url: "https://short.test/x", redirectUrl: "https://helpline.test/" };
  navigation.redirected({ ...event, timeStamp: 400 });
  go(navigation, 1, ["https://helpline.test/"]);
  assert.deepEqual(log.touched.map(({ since }) => since), [400, 400]);
  go(navigation, 1, ["https://weather.test/"]);
  assert.equal(log.touched.find(({ url }) => url === "https://weather.test/").since, 400, "a decoy in a page's place");
});

test("a redirect that the page itself made is a hop too", async () => {
  const { navigation, urls } = await browser();
  go(navigation, 1, ["https://search.test/bounce"]);
  go(navigation, 1, ["https://helpline.test/"], { transitionQualifiers: ["client_redirect"] });
  assert.deepEqual(urls(), ["https://helpline.test/", "https://search.test/bounce"]);
});

test("a chain that only passes by a listed URL is remembered, its end is not", async () => {
  const { navigation, log, urls } = await browser();
  go(navigation, 1, ["https://short.test/x", "https://helpline.test/moved", "https://innocent.test/"]);
  assert.deepEqual(urls(), ["https://helpline.test/moved", "https://short.test/x"]);
  assert.deepEqual(log.openTabs, []);
});

test("pages that fail, pages reached in the page and frames of other sites count", async () => {
  const { navigation, heard, urls } = await browser();
  go(navigation, 1, ["https://helpline.test/"]);
  navigation.movedInPage({ tabId: 1, frameId: 0, url: "https://helpline.test/chat#now" });
  navigation.committed({ tabId: 1, frameId: 7, url: "https://widget.test/" });
  navigation.began({ tabId: 1, frameId: 0, url: "https://helpline.test/never-answers" });
  assert.deepEqual(urls(), [
    "https://helpline.test/",
    "https://helpline.test/chat#now",
    "https://helpline.test/never-answers",
    "https://widget.test/",
  ]);
  assert.ok(heard.some(([what, , frameId]) => what === "listed" && frameId === 7));
});

test("moving within a site from a listed to an unlisted path ends the visit and remembers only the listed part", async () => {
  const { navigation, log, heard, urls } = await browser();
  go(navigation, 1, ["https://police.test/advice/stalking/x"]);
  navigation.movedInPage({ tabId: 1, frameId: 0, url: "https://police.test/report/lost-property" });
  assert.deepEqual(urls(), ["https://police.test/advice/stalking/x"]);
  assert.deepEqual(heard.at(-1), ["left", 1]);
  assert.equal(log.touched[0].site, null, "a path entry must not clear the site's cookies");
});

test("a decoy that took a listed page's place is erased with it, any other page that follows stays", async () => {
  const { navigation, urls } = await browser();
  go(navigation, 1, ["https://helpline.test/"]);
  go(navigation, 1, ["https://weather.test/"]);
  go(navigation, 2, ["https://helpline.test/"]);
  go(navigation, 2, ["https://innocent.test/"]);
  assert.deepEqual(urls(), ["https://helpline.test/", "https://weather.test/"]);
});

test("a decoy that took a listed page's place while the worker was away is found", async () => {
  const left = { url: "https://helpline.test/", since: 500, listed: true, site: null };
  const { navigation, log } = await browser([left]);
  navigation.reconcile([{ id: 1, url: "https://weather.test/" }]);
  assert.deepEqual(log.touched.map(({ url, since }) => [url, since]), [[left.url, 500], ["https://weather.test/", 500]]);
  const { navigation: usual, urls } = await browser();
  usual.reconcile([{ id: 1, url: "https://weather.test/" }]);
  assert.deepEqual(urls(), []);
});

test("a row that the history tells of is this visit's, one that came from another device is not", async () => {
  const { navigation, urls } = await browser();
  navigation.recorded({ url: "https://helpline.test/elsewhere", lastVisitTime: 1000 - 60_001 });
  navigation.recorded({ url: "https://innocent.test/", lastVisitTime: 1000 });
  assert.deepEqual(urls(), []);
  navigation.recorded({ url: "https://helpline.test/hop", lastVisitTime: 900 });
  navigation.recorded({ url: "https://helpline.test/undated" });
  assert.deepEqual(urls(), ["https://helpline.test/hop", "https://helpline.test/undated"]);
});

test("URLs of a private tab are never kept, but its frames are armed", async () => {
  const { navigation, log, privateTabs, heard, urls } = await browser();
  privateTabs.created({ id: 1, incognito: true });
  go(navigation, 1, ["https://short.test/x", "https://helpline.test/"]);
  assert.deepEqual(urls(), []);
  assert.deepEqual(log.openTabs, [1]);
  assert.deepEqual(heard, [["listed", 1, 0]]);
});

test("a page loaded ahead counts when the tab shows it, not before", async () => {
  const { navigation, log } = await browser();
  navigation.committed({ tabId: 1, frameId: 0, url: "https://helpline.test/", documentLifecycle: "prerender" });
  assert.deepEqual(log.openTabs, []);
  navigation.shows(1, "https://helpline.test/");
  assert.deepEqual(log.openTabs, [1]);
});

test("tabs that were open before are found, tabs that are gone are let go", async () => {
  const { navigation, log, heard } = await browser();
  go(navigation, 1, ["https://helpline.test/"]);
  navigation.reconcile([{ id: 2, url: "https://www.helpline.test/a" }, { id: 3, url: "https://innocent.test/" }]);
  assert.deepEqual(log.openTabs, [2]);
  assert.deepEqual(heard.at(-1), ["listed", 2, null]);
});
