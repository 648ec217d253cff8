import assert from "node:assert/strict";
import { test } from "node:test";

import { Escape } from "../../../extension/escape/escape.js";
import { VisitLog } from "../../../extension/visits/visit-log.js";
import { memoryStore } from "../memory-store.js";

/**
 * A browser's tabs as a plain list, and what was done to them in order; the session's memory as an earlier run of the
 * worker left it.
 */
async function browser(openTabs, { visits, leaving, hanging, parting } = {}) {
  const did = [];
  let cancelling = async () => {};
  let tabs = openTabs;
  const unfinished = memoryStore(leaving);
  const log = new VisitLog({ session: memoryStore(visits), journal: memoryStore([]), now: () => 1 });
  await log.ready;
  const escape = new Escape({
    log,
    isListed: (url) => url.startsWith("https://helpline.test/"),
    isDecoy: (url) => url === "https://decoy.test/",
    cover: async (id) => did.push(`cover ${id}`),
    unfinished,
    parting: parting && (async (tabs) => parting(did, tabs)),
    wait: async (ms) => {
      if (ms < 50) did.push(`wait ${ms}`);
      await new Promise((done) => setImmediate(done));
    },
    leaves: (tab) => did.push(`leaves ${tab?.id}`),
    cancelDownloads: async () => (did.push("cancel"), cancelling()),
    landing: {
      open: async () => (did.push("decoy"), { arrived: Promise.resolve(8), toFront: async () => did.push("front") }),
    },
    sweep: async ({ arrived }) => did.push(`sweep, landed in ${await arrived}`),
    tabs: {
      query: async () => tabs,
      discard: async (id) => {
        did.push(`discard ${id}`);
        tabs = tabs.map((tab) => (tab.id === id ? { ...tab, id: id + 100 } : tab));
        return { id: id + 100 };
      },
      remove: async (id) => {
        did.push(`close ${id}`);
        if (id === hanging) return new Promise(() => {});
        tabs = tabs.filter((tab) => tab.id !== id);
        return undefined;
      },
    },
  });
  return { escape, log, did, unfinished, onCancel: (act) => (cancelling = act) };
}

test("covered first and time for that to be drawn, then the decoy, then every listed tab of every window closed, then the sweep", async () => {
  const { escape, did } = await browser([
    { id: 1, windowId: 1, url: "https://helpline.test/" },
    { id: 2, windowId: 1, url: "https://innocent.test/" },
    { id: 3, windowId: 2, url: "https://helpline.test/a" },
    { id: 4, windowId: 2, url: "about:blank", pendingUrl: "https://helpline.test/b" },
  ]);
  await escape.leave({ id: 1, windowId: 1 });
  assert.deepEqual(did, ["leaves 1", "cover 1", "wait 30", "decoy", "cancel", "close 1", "close 3", "close 4", "front", "sweep, landed in 8"]);
});

test("what the pages must do comes before their tabs close, and keeps none open", async () => {
  const open = [{ id: 1, windowId: 1, url: "https://helpline.test/" }, { id: 2, windowId: 1, url: "https://innocent.test/" }];
  const parting = (did, tabs) => {
    did.push(`part from ${tabs.map(({ id }) => id)}`);
    throw new Error("refused");
  };
  const { escape, did } = await browser(open, { parting });
  await escape.leave({ id: 1, windowId: 1 });
  assert.deepEqual(did.slice(3), ["decoy", "cancel", "part from 1", "close 1", "front", "sweep, landed in 8"]);
});

test("a tab that the log holds is closed whatever address it shows", async () => {
  const { escape, log, did } = await browser([{ id: 9, windowId: 1, url: "about:blank" }]);
  log.open(9);
  await escape.leave();
  assert.ok(did.includes("close 9"));
});

test("a tab that showed a listed page at the press is closed, though its page has gone to the decoy by itself", async () => {
  const { escape, log, did } = await browser([{ id: 9, windowId: 1, incognito: true, url: "https://decoy.test/" }]);
  log.open(9);
  const left = escape.leave({ id: 9, windowId: 1, incognito: true });
  await new Promise((done) => setImmediate(done));
  log.close(9);
  await left;
  assert.ok(did.includes("close 9"));
});

test("a worker that wakes to find the decoy in a tab that was listed leaves, and runs nothing in it", async () => {
  const tabs = [
    { id: 9, windowId: 3, incognito: true, url: "https://decoy.test/" },
    { id: 10, windowId: 1, incognito: false, url: "https://decoy.test/" },
  ];
  const { escape, log, did } = await browser(tabs, { visits: { touched: [], tabs: [9] } });
  // its page's commit is heard first
  log.close(9);
  await escape.catchUp(tabs);
  await escape.leave();
  const done = did.filter((what) => /^(cover|decoy|close)/.test(what));
  assert.deepEqual(done, ["decoy", "close 9"]);
});

test("a worker that wakes to find a listed page in its tab, or another page, leaves nothing", async () => {
  const tabs = [
    { id: 9, windowId: 1, incognito: false, url: "https://helpline.test/" },
    { id: 10, windowId: 1, incognito: false, url: "https://innocent.test/" },
  ];
  const { escape, did } = await browser(tabs, { visits: { touched: [], tabs: [9, 10] } });
  await escape.catchUp(tabs);
  assert.deepEqual(did, []);
});

test("what a listed page opened goes with it in a private window and stays in a normal one", async () => {
  const { escape, did } = await browser([
    { id: 1, incognito: true, url: "https://helpline.test/" },
    { id: 2, incognito: true, url: "https://innocent.test/", openerTabId: 1 },
    { id: 3, incognito: true, url: "https://innocent.test/" },
    { id: 4, incognito: false, url: "https://helpline.test/" },
    { id: 5, incognito: false, url: "https://innocent.test/", openerTabId: 4 },
  ]);
  await escape.leave({ id: 1 });
  assert.deepEqual(did.filter((what) => what.startsWith("close")), ["close 1", "close 2", "close 4"]);
});

test("downloads that cannot be cancelled do not keep the sweep from running", async () => {
  const { escape, did, onCancel } = await browser([]);
  onCancel(() => Promise.reject(new Error("refused")));
  await escape.leave();
  assert.equal(did.at(-1), "sweep, landed in 8");
});

test("the key pressed ten times leaves once", async () => {
  const { escape, did } = await browser([{ id: 1, windowId: 1, url: "https://helpline.test/" }]);
  await Promise.all(Array.from({ length: 10 }, () => escape.leave({ id: 1, windowId: 1 })));
  assert.equal(did.filter((what) => what === "decoy").length, 1);
});

const HELPLINE = [
  { id: 1, windowId: 1, url: "https://helpline.test/" },
  { id: 2, windowId: 1, url: "https://innocent.test/" },
  { id: 3, windowId: 1, url: "https://helpline.test/" },
];
const from = { id: 1, windowId: 1, incognito: false };
const visits = { tabs: [1], touched: [] };

test("an escape that the worker's end cut off is finished, and a page opened since stays", async () => {
  const { escape, did, unfinished } = await browser(HELPLINE, { visits, leaving: { from, hasLanded: true } });
  await escape.resume();
  assert.deepEqual(did, ["close 1", "cancel"]);
  assert.equal(await unfinished.load(), null);
});

test("one that was cut off before the decoy came lands first", async () => {
  const { escape, did } = await browser(HELPLINE, { visits, leaving: { from, hasLanded: false } });
  await escape.resume();
  assert.deepEqual(did, ["decoy", "close 1", "cancel"]);
});

test("a wake-up after an escape that went to its end does nothing", async () => {
  const { escape, did, unfinished } = await browser(HELPLINE, { visits });
  await escape.leave({ id: 1, windowId: 1 });
  assert.equal(await unfinished.load(), null);
  did.length = 0;
  await escape.resume();
  assert.deepEqual(did, []);
});

test("a tab whose page hangs, and so does not close, is discarded and closed", async () => {
  const { escape, did } = await browser(HELPLINE, { hanging: 1 });
  await escape.leave({ id: 1, windowId: 1 });
  assert.deepEqual(did.slice(-5), ["close 3", "discard 1", "close 101", "front", "sweep, landed in 8"]);
});
