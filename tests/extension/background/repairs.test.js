import assert from "node:assert/strict";
import { test } from "node:test";

import { repairs } from "../../../extension/background/repairs.js";
import { PersonalSites } from "../../../extension/list/personal-sites.js";

/** @param {Record<number, string>} open tab → URL */
async function repairing(open) {
  const kept = {};
  const area = { get: async () => kept, set: async (items) => Object.assign(kept, items), remove: async (key) => delete kept[key] };
  const personal = new PersonalSites(area);
  await personal.ready;
  const done = [];
  const handlers = repairs({
    tabs: { get: async (id) => ({ id, url: open[id] }), reload: async (id) => done.push(id) },
    personal,
    match: (url) => (new URL(url).hostname.endsWith("helpline.test") ? { host: "helpline.test" } : null),
    normalTabs: () => Object.keys(open).map(Number),
    renew: async () => done.push("renewed"),
  });
  return { personal, done, ask: (type) => handlers[type]({}, {}) };
}

test("the site of the open page keeps its storage, in force before the page loads again", async () => {
  const { personal, done, ask } = await repairing({ 4: "https://www.helpline.test/chat" });
  assert.deepEqual(await ask("repair.open"), { done: true });
  assert.deepEqual(personal.entries("repaired"), ["helpline.test"]);
  assert.deepEqual(done, ["renewed", 4]);
  assert.deepEqual(await ask("repair.open"), { done: true }, "twice is no error");
  assert.deepEqual(await ask("repair.undo"), { done: true });
  assert.deepEqual(personal.entries("repaired"), []);
});

test("without an open page there is nothing to repair", async () => {
  const { ask, done } = await repairing({});
  assert.deepEqual(await ask("repair.open"), { error: "nothing-open" });
  assert.deepEqual(done, []);
});
