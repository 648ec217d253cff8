import assert from "node:assert/strict";
import { test } from "node:test";
import { PrivateWindow } from "../../../extension/handoff/private-window.js";

const URL_A = "https://listed.test/";

/** @param {object} [given] `memory` of the session; windows that are open */
function privateWindow({ memory = {}, open = new Set(), isAhead = true } = {}) {
  /** @type {string[]} */
  const done = [];
  let windows = 10;
  let tabs = 100;
  const subject = new PrivateWindow({
    windows: {
      create: async ({ incognito, url }) => {
        assert.equal(incognito, true);
        open.add(++windows);
        done.push(`window ${windows} on ${url}`);
        return { id: windows, tabs: [{ id: ++tabs }] };
      },
      update: async () => {},
    },
    tabs: {
      create: async ({ windowId, url }) => {
        if (!open.has(windowId)) throw new Error("no such window");
        done.push(`tab in ${windowId} on ${url}`);
        return { id: ++tabs };
      },
      update: async (id, { url }) => void done.push(`${id} sent to ${url}`),
    },
    session: { get: async (key) => ({ [key]: memory[key] }), set: async (items) => void Object.assign(memory, items) },
    prepare: async (id) => void done.push(`prepared ${id}`),
    isAhead,
  });
  return { subject, done, memory, open };
}

test("where rules would stop the page, its tab is exempted before it is sent there", async () => {
  const { subject, done } = privateWindow();
  await subject.open({ url: URL_A });
  assert.deepEqual(done, ["window 11 on about:blank", "prepared 101", `101 sent to ${URL_A}`]);
});

test("two pages at once open one window", async () => {
  const { subject, done } = privateWindow({ isAhead: false });
  await Promise.all([subject.open({ url: URL_A }), subject.open({ url: `${URL_A}b` })]);
  assert.deepEqual(done, [`window 11 on ${URL_A}`, `tab in 11 on ${URL_A}b`]);
});

test("a woken worker knows its window again, and opens another where that is gone", async () => {
  const first = privateWindow({ isAhead: false });
  await first.subject.open({ url: URL_A });
  const woken = privateWindow({ memory: first.memory, open: first.open, isAhead: false });
  await woken.subject.open({ url: URL_A });
  assert.ok(woken.subject.has(11) && woken.subject.isOpen);
  first.open.clear();
  await woken.subject.open({ url: URL_A });
  assert.deepEqual(woken.done, [`tab in 11 on ${URL_A}`, `window 11 on ${URL_A}`]);
});

test("a window of the person's own is never taken for it", async () => {
  const { subject } = privateWindow();
  await subject.open({ url: URL_A });
  assert.equal(subject.has(12), false);
  assert.equal(subject.has(undefined), false);
  assert.equal(subject.closed(12), false);
  assert.equal(subject.closed(11), true);
  assert.equal(subject.isOpen, false);
});
