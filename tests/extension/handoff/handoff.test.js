import assert from "node:assert/strict";
import { test } from "node:test";
import { Handoff } from "../../../extension/handoff/handoff.js";

const URL_A = "https://listed.test/";
const BROUGHT_BACK = `${URL_A}back`;

/** @param {object} [given] */
function handoff({ mode = "always", tab = { id: 1, url: "https://page.test/", windowId: 1 }, beside = 2, fails = false, mute = false, passed = [] } = {}) {
  /** @type {string[]} */
  const done = [];
  let time = 0;
  const passes = new Set(passed);
  const parts = {
    tabs: {
      get: async (id) => (tab && id === tab.id ? tab : Promise.reject(new Error("gone"))),
      query: async () => Array.from({ length: beside }, () => ({})),
      update: async (id, { url }) => void done.push(`tab ${id} goes to ${url}`),
      create: async ({ url = "new tab" }) => (done.push(`created ${url}`), { id: 9 }),
      remove: async (id) => void done.push(`removed ${id}`),
    },
    choice: { mode },
    elsewhere: { open: async ({ url }) => !fails && done.push(`private ${url}`) > 0 },
    question: { ask: async () => (mute ? Promise.reject(new Error("no tab")) : void done.push("asked")) },
    passes: { grant: async (id) => void (passes.add(id), done.push(`pass ${id}`)), has: (id) => passes.has(id) },
    isAway: (id) => id === 5,
    isListed: (url) => url.startsWith(URL_A),
    isBroughtBack: (url) => url === BROUGHT_BACK,
    openedPrivately: () => void done.push("cleared"),
    now: () => time,
  };
  return { done, handoff: new Handoff(parts), later: (ms) => (time += ms) };
}

test("a stopped page opens privately, and its tab stays where it was", async () => {
  const { done, handoff: subject } = handoff();
  await subject.stopped({ tabId: 1, url: URL_A });
  assert.deepEqual(done, [`private ${URL_A}`, "cleared"]);
});

test("the same page stopped twice at once opens once; from a page that came between, or a little later, it opens again", async () => {
  const { done, handoff: subject, later } = handoff();
  await subject.stopped({ tabId: 1, url: URL_A });
  await subject.stopped({ tabId: 1, url: "http://listed.test/" });
  assert.equal(done.filter((line) => line.startsWith("private")).length, 1);
  subject.committed(1);
  await subject.stopped({ tabId: 1, url: URL_A });
  later(1000);
  await subject.stopped({ tabId: 1, url: URL_A });
  assert.equal(done.filter((line) => line.startsWith("private")).length, 3);
});

test("a page that the browser itself brings back after a visit that was cut off opens nowhere", async () => {
  const { done, handoff: subject } = handoff({ tab: { id: 1, url: "", windowId: 1 } });
  await subject.stopped({ tabId: 1, url: BROUGHT_BACK });
  assert.deepEqual(done, ["removed 1"]);
});

test("an empty tab that was opened for it is taken away, a window's last tab is not", async () => {
  const blank = { id: 1, url: "", windowId: 1 };
  const crowded = handoff({ tab: blank });
  await crowded.handoff.stopped({ tabId: 1, url: URL_A });
  assert.ok(crowded.done.includes("removed 1"));
  const alone = handoff({ tab: blank, beside: 1 });
  await alone.handoff.stopped({ tabId: 1, url: URL_A });
  assert.ok(!alone.done.includes("removed 1"));
});

test("without a private window the page opens where it was meant to, and nothing is lost", async () => {
  const { done, handoff: subject } = handoff({ fails: true });
  await subject.stopped({ tabId: 1, url: URL_A });
  assert.deepEqual(done, ["pass 1", `tab 1 goes to ${URL_A}`]);
});

test("a tab that is gone by then gets a successor", async () => {
  const { done, handoff: subject } = handoff({ fails: true, tab: null });
  await subject.stopped({ tabId: 1, url: URL_A });
  assert.deepEqual(done.slice(-3), ["created about:blank", "pass 9", `tab 9 goes to ${URL_A}`]);
});

test("in a private tab, beyond the list, and beside a tab with a pass the page goes on", async () => {
  for (const [given, tabId, url] of [
    [{}, 5, URL_A],
    [{}, 1, "https://page.test/over-matched"],
    [{ tab: { id: 1, url: "", windowId: 1, openerTabId: 4 }, passed: [4] }, 1, URL_A],
  ]) {
    const { done, handoff: subject } = handoff(given);
    await subject.stopped({ tabId, url });
    assert.ok(!done.some((line) => line.startsWith("private")), done.join());
    assert.match(done.at(-1) ?? "", /goes to/);
  }
});

test("a person who wants to be asked is asked", async () => {
  const { done, handoff: subject } = handoff({ mode: "ask" });
  await subject.stopped({ tabId: 1, url: URL_A });
  assert.deepEqual(done, ["asked"]);
});

test("a question that can't be put keeps nobody from the page", async () => {
  const { done, handoff: subject } = handoff({ mode: "ask", mute: true });
  await subject.stopped({ tabId: 1, url: URL_A });
  assert.deepEqual(done, [`private ${URL_A}`, "cleared"]);
});
