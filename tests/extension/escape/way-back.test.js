import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { KEPT_MS, WayBack } from "../../../extension/escape/way-back.js";

const PAGE = "https://helpline.test/reading";

function browser({ isOn = true, hasPrivate = true } = {}) {
  const memory = new Map();
  const opened = [];
  const state = { isOn, now: 1000 };
  const wayBack = new WayBack({
    session: {
      get: async (key) => Object.fromEntries(memory.has(key) ? [[key, memory.get(key)]] : []),
      set: async (items) => void Object.entries(items).forEach(([key, value]) => memory.set(key, value)),
      remove: async (key) => void memory.delete(key),
    },
    isOn: () => state.isOn,
    isListed: (url) => url.startsWith("https://helpline.test/"),
    openPrivately: async (url) => hasPrivate && opened.push(`private ${url}`) > 0,
    openNormally: async (url) => opened.push(`normal ${url}`),
    now: () => state.now,
  });
  return { wayBack, memory, opened, state };
}

function withTimers(context) {
  mock.timers.enable({ apis: ["setTimeout"] });
  context.after(() => mock.timers.reset());
}

test("the page that was left opens again, privately, once", async (context) => {
  withTimers(context);
  const { wayBack, opened, memory } = browser();
  await wayBack.left({ url: PAGE });
  assert.equal(await wayBack.open(), "private");
  assert.equal(await wayBack.open(), "nothing");
  assert.deepEqual(opened, [`private ${PAGE}`]);
  assert.equal(memory.size, 0);
});

test("where no private window opens, a normal one does", async (context) => {
  withTimers(context);
  const { wayBack, opened } = browser({ hasPrivate: false });
  await wayBack.left({ url: PAGE });
  assert.equal(await wayBack.open(), "normal");
  assert.deepEqual(opened, [`normal ${PAGE}`]);
});

test("half an hour later it is forgotten, in memory too", async (context) => {
  withTimers(context);
  const { wayBack, memory, state } = browser();
  await wayBack.left({ url: PAGE });
  state.now += KEPT_MS - 1;
  await wayBack.expire();
  assert.equal(memory.size, 1, "not before");
  state.now += 1;
  mock.timers.tick(KEPT_MS);
  await new Promise((done) => setImmediate(done));
  assert.equal(memory.size, 0);
  assert.equal(await wayBack.open(), "nothing");
});

test("nothing is kept for who did not choose it, and it goes with the choice", async (context) => {
  withTimers(context);
  const { wayBack, memory, state } = browser({ isOn: false });
  await wayBack.left({ url: PAGE });
  assert.equal(memory.size, 0);
  state.isOn = true;
  await wayBack.left({ url: PAGE });
  state.isOn = false;
  await wayBack.expire();
  assert.equal(memory.size, 0);
});

test("only a listed page is kept, and a page whose source was shown as the page", async (context) => {
  withTimers(context);
  const { wayBack, memory, opened } = browser();
  await wayBack.left({ url: "https://innocent.test/" });
  await wayBack.left(undefined);
  assert.equal(memory.size, 0);
  await wayBack.left({ url: `view-source:${PAGE}` });
  await wayBack.open();
  assert.deepEqual(opened, [`private ${PAGE}`]);
});
