import assert from "node:assert/strict";
import { test } from "node:test";
import { CHECK_URL, REFUSED_URL } from "../../../extension/handoff/rules.js";
import { SelfCheck } from "../../../extension/handoff/self-check.js";

/** A browser that ends the navigation at `ends`, then shows `shows` and has `rows`. */
function check({ ends = REFUSED_URL, shows = "about:blank", rows = [], version = "1", disk = {} } = {}) {
  const seen = { tries: 0, rules: 0 };
  const parts = {
    rules: { updateSessionRules: async ({ addRules = [], removeRuleIds }) => void (seen.rules += addRules.length || -removeRuleIds.length) },
    tabs: {
      create: async () => ({ id: 4 }),
      update: async (tabId, { url }) => {
        assert.equal(url, CHECK_URL);
        seen.tries += 1;
        queueMicrotask(() => subject.failed({ tabId, frameId: 0, url: ends }));
      },
      get: async () => ({ url: shows }),
      remove: async () => {},
    },
    history: { search: async () => rows },
    area: { get: async (key) => ({ [key]: disk[key] }), set: async (items) => void Object.assign(disk, items) },
    version,
  };
  const subject = new SelfCheck(parts);
  return { subject, seen, disk };
}

test("a browser that stops the page without a trace passes, and is asked once for each version", async () => {
  const { subject, seen, disk } = check();
  assert.equal(await subject.works(), true);
  assert.equal(await subject.works(), true);
  assert.deepEqual(seen, { tries: 1, rules: 0 });
  const updated = check({ version: "2", disk });
  await updated.subject.works();
  assert.equal(updated.seen.tries, 1);
});

test("an error page, an address that stays, or a row of the history fails it", async () => {
  assert.equal(await check({ ends: CHECK_URL }).subject.works(), false);
  assert.equal(await check({ shows: CHECK_URL }).subject.works(), false);
  assert.equal(await check({ rows: [{}] }).subject.works(), false);
});
