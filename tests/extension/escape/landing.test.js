import assert from "node:assert/strict";
import { test } from "node:test";

import { lastUsed } from "../../../extension/escape/last-used.js";
import { Landing } from "../../../extension/escape/landing.js";

const DECOY = "https://weather.test/";
const NORMAL = { id: 1, incognito: false, state: "normal" };

function landing({ windows = [NORMAL], choices = {}, last = undefined } = {}) {
  const did = [];
  const parts = {
    now: () => 1000,
    choices: { ready: Promise.resolve(), decoy: DECOY, isBlank: false, isLast: false, ...choices },
    lastUsed: async () => last,
    tabs: {
      create: async ({ url, windowId }) => (did.push(`${url ?? "new tab"} in ${windowId}`), { id: 7, windowId: windowId ?? 1 }),
      update: async (id, { url, active }) => did.push(active ? `choose ${id}` : `${id} to ${url}`),
      remove: async (id) => did.push(`close ${id}`),
    },
    windows: {
      getAll: async () => windows,
      get: async (id) => windows.find((window) => window.id === id) ?? { ...NORMAL, id },
      create: async ({ incognito }) => (did.push(`new window, private: ${incognito}`), { tabs: [{ id: 7, windowId: 9 }] }),
      update: async (id, { state }) => did.push(state ? `show and focus ${id}` : `focus ${id}`),
    },
  };
  return { landing: new Landing(parts), did };
}

const settled = () => new Promise((done) => setImmediate(done));
const stopped = { tabId: 7, frameId: 0, error: "net::ERR_ABORTED" };

test("one lands in the window that one leaves", async () => {
  const { landing: lands, did } = landing();
  await lands.open({ id: 3, windowId: 4 });
  await settled();
  assert.deepEqual(did, [`${DECOY} in 4`, "focus 4"]);
});

test("from a private window one lands in the normal one, rather in one that can be seen", async () => {
  const windows = [{ id: 5, incognito: true, state: "normal" }, { ...NORMAL, id: 6, state: "minimized" }, { ...NORMAL, id: 7 }];
  const { landing: lands, did } = landing({ windows });
  await lands.open({ id: 1, windowId: 5, incognito: true });
  await settled();
  assert.deepEqual(did, [`${DECOY} in 7`, "focus 7"]);
});

test("a minimised window is shown again", async () => {
  const { landing: lands, did } = landing({ windows: [{ id: 5, incognito: true }, { ...NORMAL, id: 6, state: "minimized" }] });
  await lands.open({ id: 1, windowId: 5, incognito: true });
  await settled();
  assert.deepEqual(did, [`${DECOY} in 6`, "show and focus 6"]);
});

test("from a private window without a normal one beside it a normal window is opened", async () => {
  const { landing: lands, did } = landing({ windows: [{ id: 5, incognito: true }] });
  const { toFront } = await lands.open({ id: 1, windowId: 5, incognito: true });
  await toFront();
  assert.deepEqual(did, ["new window, private: false", "focus 9"]);
});

test("a blank new tab is one without an address, and leaves no row", async () => {
  const { landing: lands, did } = landing({ choices: { isBlank: true, decoy: "about:blank" } });
  const { arrived, row } = await lands.open({ id: 3, windowId: 4 });
  assert.equal(did[0], "new tab in 4");
  assert.deepEqual([await arrived, row], [undefined, undefined]);
});

test("the tab that was used last comes to the front with its window; nothing is opened, nothing runs in it", async () => {
  const { landing: lands, did } = landing({ choices: { isLast: true }, last: { id: 12, windowId: 2 } });
  const { arrived, row } = await lands.open({ id: 3, windowId: 4 });
  assert.deepEqual(did, ["choose 12", "focus 2"]);
  assert.deepEqual([await arrived, row], [undefined, undefined]);
});

test("without such a tab one lands on the default page", async () => {
  const { landing: lands, did } = landing({ choices: { isLast: true } });
  await lands.open({ id: 3, windowId: 4 });
  assert.equal(did[0], `${DECOY} in 4`);
});

test("the last used tab is the latest web page that is neither private nor listed", async () => {
  const tabs = [
    { id: 1, url: "https://a.test/", incognito: false, lastAccessed: 10 },
    { id: 2, url: "https://b.test/", incognito: false, lastAccessed: 30 },
    { id: 3, url: "https://c.test/", incognito: true, lastAccessed: 40 },
    { id: 4, url: "https://helpline.test/", incognito: false, lastAccessed: 50 },
    { id: 5, url: "chrome-extension://own/options.html", incognito: false, lastAccessed: 60 },
  ];
  const find = (all) => lastUsed({ tabs: { query: async () => all }, isOpen: ({ url }) => url === "https://helpline.test/" })();
  assert.equal((await find(tabs)).id, 2);
  assert.equal(await find(tabs.slice(2)), undefined);
});

test("a load that the next press stopped is begun again until the page is whole", async () => {
  const { landing: lands, did } = landing();
  const { arrived, row } = await lands.open({ windowId: 4 });
  const starts = () => did.filter((what) => what === `7 to ${DECOY}`).length;
  await lands.failed(stopped);
  await lands.failed({ ...stopped, error: "Error code 2152398850" });
  assert.equal(starts(), 2);
  lands.committed({ tabId: 7, frameId: 0 });
  assert.equal(await arrived, 7);
  await lands.failed(stopped);
  assert.equal(starts(), 3);
  lands.committed({ tabId: 7, frameId: 0 });
  lands.loaded({ tabId: 7, frameId: 0 });
  await lands.failed(stopped);
  assert.equal(starts(), 3);
  assert.deepEqual([row.url, await row.moments[0]], [DECOY, { from: 1000, to: 1000 }]);
});

test("a decoy that leads on by itself is not fetched back", async () => {
  const { landing: lands, did } = landing();
  await lands.open({ windowId: 4 });
  await settled();
  lands.began({ tabId: 7, frameId: 0, url: DECOY });
  lands.committed({ tabId: 7, frameId: 0 });
  const told = lands.failed(stopped);
  lands.began({ tabId: 7, frameId: 0, url: `${DECOY}today` });
  await told;
  await lands.failed(stopped);
  assert.deepEqual(did, [`${DECOY} in 4`, "focus 4"]);
});

test("a decoy that breaks off for another reason stays as far as it came", async () => {
  const { landing: lands, did } = landing();
  await lands.open({ windowId: 4 });
  await settled();
  lands.committed({ tabId: 7, frameId: 0 });
  await lands.failed({ ...stopped, error: "net::ERR_CONNECTION_RESET" });
  assert.deepEqual(did, [`${DECOY} in 4`, "focus 4"]);
});

test("a decoy that cannot load gives way to a plain new tab in the same window", async () => {
  const { landing: lands, did } = landing();
  const { arrived } = await lands.open({ windowId: 4 });
  await lands.failed({ ...stopped, error: "net::ERR_NAME_NOT_RESOLVED" });
  assert.equal(await arrived, undefined);
  assert.deepEqual(did.slice(-2), ["new tab in 4", "close 7"]);
});

test("what fails elsewhere is nobody's business here", async () => {
  const { landing: lands, did } = landing();
  await lands.open({ windowId: 4 });
  await settled();
  await lands.failed({ ...stopped, tabId: 8 });
  await lands.failed({ ...stopped, frameId: 3 });
  assert.equal(did.length, 2);
});
