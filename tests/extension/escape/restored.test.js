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
