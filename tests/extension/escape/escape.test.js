import assert from "node:assert/strict";
import { test } from "node:test";

import { Escape } from "../../../extension/escape/escape.js";
import { VisitLog } from "../../../extension/visits/visit-log.js";
import { memoryStore } from "../memory-store.js";

const DECOY = "https://weather.test/";

/** A browser's windows and tabs as plain lists, and what was done to them in order. */
async function browser(openTabs, { windows = [{ id: 1, incognito: false }] } = {}) {
  const did = [];
  let tabs = openTabs;
  const log = new VisitLog({ session: memoryStore(), journal: memoryStore([]), now: () => 1 });
  await log.ready;
  const escape = new Escape({
    log,
    isListed: (url) => url.startsWith("https://helpline.test/"),
    decoy: { ready: Promise.resolve(), address: DECOY },
    sweep: async () => did.push("sweep"),
    tabs: {
      create: async ({ windowId }) => did.push(`decoy in ${windowId}`),
      query: async () => tabs,
      remove: async (id) => {
        did.push(`close ${id}`);
        tabs = tabs.filter((tab) => tab.id !== id);
      },
    },
    windows: {
      getAll: async () => windows,
      create: async ({ incognito }) => did.push(`decoy in new window, private: ${incognito}`),
      update: async (id) => did.push(`focus ${id}`),
    },
  });
  return { escape, log, did };
}

test("the decoy comes first, then every listed tab of every window is closed, then the sweep", async () => {
  const { escape, did } = await browser([
    { id: 1, windowId: 1, url: "https://helpline.test/" },
    { id: 2, windowId: 1, url: "https://innocent.test/" },
    { id: 3, windowId: 2, url: "https://helpline.test/a" },
    { id: 4, windowId: 2, url: "about:blank", pendingUrl: "https://helpline.test/b" },
  ]);
  await escape.leave({ id: 1, windowId: 1 });
  assert.deepEqual(did, ["decoy in 1", "close 1", "close 3", "close 4", "sweep"]);
});

test("a tab that the log holds is closed whatever address it shows", async () => {
  const { escape, log, did } = await browser([{ id: 9, windowId: 1, url: "about:blank" }]);
  log.open(9);
  await escape.leave();
  assert.ok(did.includes("close 9"));
});

test("the key pressed ten times leaves once", async () => {
  const { escape, did } = await browser([{ id: 1, windowId: 1, url: "https://helpline.test/" }]);
  await Promise.all(Array.from({ length: 10 }, () => escape.leave({ id: 1, windowId: 1 })));
  assert.equal(did.filter((what) => what.startsWith("decoy")).length, 1);
});

test("from a private window one lands in the normal one", async () => {
  const windows = [{ id: 5, incognito: true }, { id: 6, incognito: false }];
  const { escape, did } = await browser([{ id: 1, windowId: 5, url: "https://helpline.test/" }], { windows });
  await escape.leave({ id: 1, windowId: 5, incognito: true });
  assert.deepEqual(did, ["decoy in 6", "focus 6", "close 1", "sweep"]);
});

test("from a private window without a normal one beside it a normal window is opened", async () => {
  const { escape, did } = await browser([], { windows: [{ id: 5, incognito: true }] });
  await escape.leave({ id: 1, windowId: 5, incognito: true });
  assert.equal(did[0], "decoy in new window, private: false");
});
