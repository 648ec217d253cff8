import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { ClearSiteData } from "../../../extension/traces/clear-site-data.js";
import { siteStorage } from "../../../extension/traces/site-storage.js";

const SITE = { host: "helpline.org", subdomains: true };
const touchedBy = (...urls) => urls.map((url) => ({ url, since: 0, listed: true, site: SITE }));
const PAGE = { id: 7, url: "https://helpline.org/reading", incognito: false };
const later = (ms) => new Promise((done) => setTimeout(done, ms));

/** A browser with open pages, and what is asked of it in its order. */
function firefox(isKept = () => true) {
  const calls = [];
  const listeners = new Set();
  const api = {
    browsingData: { remove: async (reach, kinds) => void calls.push(["remove", reach.hostnames, Object.keys(kinds)]) },
    scripting: { executeScript: async ({ target }) => void calls.push(["ask", target]) },
    webRequest: { onHeadersReceived: { addListener: (listener) => listeners.add(listener), removeListener: (listener) => listeners.delete(listener) } },
  };
  const stored = new ClearSiteData({ ...api, isKept, wait: later });
  const answer = (url, method = "HEAD") => [...listeners].map((listener) => listener({ url, method, responseHeaders: [{ name: "a", value: "b" }] }));
  return { api, stored, calls, listeners, answer };
}

test("a page that is left asks once more, after the site's workers are removed, and the answer clears", async () => {
  const { stored, calls, listeners, answer } = firefox();
  const touched = touchedBy("https://helpline.org/", "https://helpline.org/reading");
  await stored.ask([PAGE, { ...PAGE, id: 8, url: "https://helpline.org/other" }]);
  assert.deepEqual(calls, [["remove", ["helpline.org"], ["serviceWorkers"]], ["ask", { tabId: 8 }]]);
  assert.deepEqual(answer("https://helpline.org/"), [
    { responseHeaders: [{ name: "a", value: "b" }, { name: "Clear-Site-Data", value: '"storage"' }] },
  ]);
  assert.equal(await stored.mayStay(touched), 0);
  assert.equal(listeners.size, 0, "nobody listens any longer");
});

test("another site's answer, and one to what the page itself asked, are left as they are", async () => {
  const { stored, answer } = firefox();
  await stored.ask([PAGE]);
  assert.deepEqual([...answer("https://council.org/"), ...answer("https://www.helpline.org/"), ...answer("https://helpline.org/", "GET")], [{}, {}, {}]);
});

test("without an answer in time it is said that something stays, and the call by host is made", async (context) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  context.after(() => mock.timers.reset());
  const { api, stored, calls, listeners } = firefox();
  const touched = touchedBy("https://helpline.org/");
  await stored.ask([PAGE]);
  const erased = siteStorage(api, { clearsByOrigin: () => false }, stored).erase({ touched });
  mock.timers.tick(3000);
  assert.deepEqual(await erased, { removed: 1, remaining: 0, stays: 1 });
  assert.deepEqual(calls.at(-1), ["remove", ["helpline.org"], ["indexedDB", "localStorage", "serviceWorkers"]]);
  assert.equal(listeners.size, 0);
});

test("of a host that has answered nothing stays, and what it stored by http goes by the call", async () => {
  const { api, stored, calls, answer } = firefox();
  const touched = touchedBy("https://helpline.org/", "http://helpline.org/");
  await stored.ask([PAGE]);
  answer("https://helpline.org/");
  const erased = await siteStorage(api, { clearsByOrigin: () => false }, stored).erase({ touched });
  assert.deepEqual(erased, { removed: 1, remaining: 0, stays: 0 });
  assert.deepEqual(calls.at(-1), ["remove", ["helpline.org"], ["indexedDB", "localStorage", "serviceWorkers"]]);
});

test("a page of the site that is opened again may store again", async () => {
  const { stored, answer } = firefox();
  const touched = touchedBy("https://helpline.org/");
  await stored.ask([PAGE]);
  answer("https://helpline.org/");
  stored.opened("https://helpline.org/reading");
  assert.equal(await stored.mayStay(touched), 1);
});

test("where there may have been a frame of another site it is said that something may stay", async () => {
  const { stored, answer } = firefox();
  const frame = { url: "https://widget.org/", since: 0, listed: false, site: null };
  const touched = [...touchedBy("https://helpline.org/"), frame];
  await stored.ask([PAGE]);
  answer("https://helpline.org/");
  assert.equal(await stored.mayStay(touched), 1);
  const search = { ...frame, isTrail: true };
  assert.equal(await stored.mayStay([touched[0], search]), 0, "a search before it is none");
});

test("no page asks whose site keeps nothing, that is private, or that is not secure", async () => {
  const { stored, calls, listeners } = firefox((url) => url !== "https://memory.org/");
  await stored.ask([{ ...PAGE, url: "https://memory.org/" }, { ...PAGE, incognito: true }, { ...PAGE, url: "http://helpline.org/" }]);
  assert.deepEqual([calls, listeners.size], [[], 0]);
});

test("a page that hangs keeps no tab from closing", async (context) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  context.after(() => mock.timers.reset());
  const { api, listeners } = firefox();
  const scripting = { executeScript: () => new Promise(() => {}) };
  const stored = new ClearSiteData({ ...api, scripting, isKept: () => true, wait: later });
  let isAsked = false;
  const asking = stored.ask([PAGE]).then(() => (isAsked = true));
  while (listeners.size === 0) await Promise.resolve();
  assert.equal(isAsked, false);
  await Promise.resolve();
  mock.timers.tick(200);
  await asking;
  assert.equal(isAsked, true);
});
