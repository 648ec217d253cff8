import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { Restored } from "../../../extension/escape/restored.js";

const LEFT = [{ url: "https://helpline.test/", listed: true }, { url: "https://search.test/out", listed: false }];

function browser(tabs, leftOver = LEFT) {
  const did = [];
  const parts = {
    log: { leftOver },
    tabs: {
      query: async () => tabs,
      create: async ({ windowId }) => void did.push(`blank in ${windowId}`),
      remove: async (id) => void did.push(`close ${id}`),
    },
  };
  return { restored: new Restored(parts), did };
}

const TABS = [
  { id: 1, windowId: 1, url: "https://helpline.test/" },
  { id: 2, windowId: 1, url: "https://innocent.test/" },
  { id: 3, windowId: 2, url: "https://helpline.test/" },
  { id: 4, windowId: 1, url: "https://search.test/out" },
  { id: 5, windowId: 3, url: "https://helpline.test/", incognito: true },
];

test("pages that the browser brings back after a crash are closed, and no window with them", async (t) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  const { restored, did } = browser(TABS);
  restored.browserStarted();
  await restored.close();
  assert.deepEqual(did, ["blank in 2", "close 1", "close 3"]);
});

test("pages that a person opens are not: later, or when the worker woke up for another reason", async (t) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  const { restored, did } = browser(TABS);
  await restored.close();
  restored.browserStarted();
  mock.timers.tick(15_000);
  await restored.close();
  const { restored: clean, did: nothing } = browser(TABS, []);
  clean.browserStarted();
  await clean.close();
  assert.deepEqual([...did, ...nothing], []);
});

test("a page is brought back only while the browser starts, and only of the visit that was cut off", (t) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  const { restored } = browser(TABS);
  assert.ok(!restored.isBroughtBack("https://helpline.test/"));
  restored.browserStarted();
  assert.ok(restored.isBroughtBack("https://helpline.test/"));
  assert.ok(!restored.isBroughtBack("https://helpline.test/other"));
  assert.ok(!restored.isBroughtBack("https://search.test/out"));
  mock.timers.tick(15_000);
  assert.ok(!restored.isBroughtBack("https://helpline.test/"));
});
