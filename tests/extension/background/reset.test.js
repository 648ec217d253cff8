import assert from "node:assert/strict";
import { test } from "node:test";
import { reset } from "../../../extension/background/reset.js";

test("visits are erased first, what is kept goes next, the reload comes last", async () => {
  const done = [];
  const step = (name) => async () => void done.push(name);
  let filled = 0;
  const local = {
    clear: step("local"),
    set: async (values) => {
      done.push("overwritten");
      filled = JSON.stringify(values).length;
      for (const value of Object.values(values)) assert.ok(value.length < 1024 * 1024, "no value in a file of its own");
    },
  };
  const api = { storage: { local, session: { clear: step("session") } }, runtime: { reload: () => done.push("reload") } };
  const container = { remove: async ({ withTabs }) => (done.push(`container with tabs: ${withTabs}`), true) };
  await reset({ api, sweep: { run: step("visits") }, removeJournal: step("journal"), container })["reset.all"]({}, {});
  assert.deepEqual(done, ["visits", "container with tabs: true", "journal", "session", "local", "overwritten", "local", "reload"]);
  assert.ok(filled > 6_000_000 && filled < 8_000_000, `${filled} bytes; Chromium takes ten million`);
});
