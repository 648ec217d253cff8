import assert from "node:assert/strict";
import { test } from "node:test";
import { Leaks } from "../../../extension/handoff/leaks.js";

const URL_A = "https://listed.test/";
const BROUGHT_BACK = `${URL_A}back`;
const LANDED = { arrived: Promise.resolve(1) };

function leaks({ mode = "always", fails = false, isFirst = true, passed = [], shown = URL_A, goesBack = async () => true } = {}) {
  /** @type {string[]} */
  const done = [];
  const passes = new Set(passed);
  const subject = new Leaks({
    tabs: {
      get: async (id) => ({ id, windowId: 1, url: shown }),
      remove: async (id) => void done.push(`removed ${id}`),
    },
    goBack: async (id) => (done.push(`back ${id}`), goesBack()),
    choice: { mode },
    passes: { isFirst, has: (id) => passes.has(id), grant: async (...ids) => ids.forEach((id) => (passes.add(id), done.push(`pass ${id}`))) },
    elsewhere: { open: async ({ url }) => !fails && done.push(`private ${url}`) > 0 },
    isAway: (id) => id === 5,
    isListed: (url) => url.startsWith(URL_A),
    isBroughtBack: (url) => url === BROUGHT_BACK,
    land: async () => (done.push("landed"), LANDED),
    sweep: async (landed) => void done.push(landed ? "swept after landing" : "swept"),
  });
  return { subject, done };
}

test("a page that came through is moved, and erased", async () => {
  const { subject, done } = leaks();
  await subject.loaded(1, URL_A);
  assert.deepEqual(done, [`private ${URL_A}`, "landed", "removed 1", "swept after landing"]);
});

test("a page that renamed itself into the list goes back to where it was", async () => {
  const { subject, done } = leaks();
  await subject.moved(1, URL_A);
  assert.deepEqual(done, [`private ${URL_A}`, "back 1", "swept"]);
});

test("where there is nothing to go back to the tab goes, and one that was unloaded on the way stays", async () => {
  const never = async () => false;
  const unloaded = () => Promise.reject(new Error("the frame is gone"));
  for (const goesBack of [never, unloaded]) {
    const stuck = leaks({ goesBack });
    await stuck.subject.moved(1, URL_A);
    assert.deepEqual(stuck.done, [`private ${URL_A}`, "back 1", "landed", "removed 1", "swept after landing"]);
  }
  const elsewhere = leaks({ goesBack: unloaded, shown: "https://page.test/" });
  await elsewhere.subject.moved(1, URL_A);
  assert.deepEqual(elsewhere.done, [`private ${URL_A}`, "back 1", "swept"]);
});

test("private tabs, passes, unlisted pages, pages that the browser brings back, and who does not want it are left alone", async () => {
  for (const [given, tabId, url] of [
    [{}, 5, URL_A],
    [{ passed: [1] }, 1, URL_A],
    [{}, 1, "https://page.test/"],
    [{ mode: "ask" }, 1, URL_A],
    [{ mode: "off" }, 1, URL_A],
    [{}, 1, BROUGHT_BACK],
  ]) {
    const { subject, done } = leaks(given);
    await subject.loaded(tabId, url);
    assert.deepEqual(done, []);
  }
});

test("where no private window opens the page stays, and is not tried again", async () => {
  const { subject, done } = leaks({ fails: true });
  await subject.loaded(1, URL_A);
  await subject.loaded(1, URL_A);
  assert.deepEqual(done, ["pass 1"]);
});

test("tabs that came with the browser's start are moved, those of before an update stay", async () => {
  const tabs = [{ id: 1, url: URL_A }, { id: 2, url: "https://page.test/" }];
  const started = leaks();
  started.subject.browserStarted();
  await started.subject.found(tabs);
  assert.ok(started.done.includes("removed 1"));
  const updated = leaks();
  await updated.subject.found(tabs);
  assert.deepEqual(updated.done, ["pass 1"]);
  const woken = leaks({ isFirst: false });
  await woken.subject.found(tabs);
  assert.deepEqual(woken.done, []);
});
