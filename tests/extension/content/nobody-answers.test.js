/** What the key script does by itself when the worker is late or gone. */
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { armedFrame } from "./frame.js";

const ONCE = { key: "Escape", press: "once" };
const ESC = { key: "Escape", isTrusted: true, isComposing: false, keyCode: 27, repeat: false, timeStamp: 0 };
const ANSWER_DEADLINE_MS = 150;
const TAKEN_DEADLINE_MS = 2000;

const late = () => new Promise(() => {});
const settled = () => new Promise(setImmediate);

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

/** @type {[string, { id?: string, sendMessage(): Promise<unknown> }, string][]} */
const CASES = [
  // as a page of its own: Chromium would note the icon of a page that replaces another for both
  ["a worker that is late", { id: "own", sendMessage: late }, "followed by https://weather.test/"],
  // nobody will close the tab: Back must lead nowhere
  ["an extension that is gone", { sendMessage: () => Promise.reject(new Error("no receiver")) }, "replaced by https://weather.test/"],
];

for (const [what, runtime, going] of CASES) {
  test(`${what}: the page is ${going.split(" ")[0]} by the decoy, and not before the deadline`, async () => {
    const frame = armedFrame(ONCE, runtime);
    frame.down(ESC);
    await settled();
    mock.timers.tick(ANSWER_DEADLINE_MS - 1);
    assert.deepEqual(frame.gone, []);
    mock.timers.tick(1);
    assert.deepEqual(frame.gone, [going]);
  });
}

test("an old script, beside the one of the reloaded extension: the decoy follows the page, for somebody will close the tab", async () => {
  const root = new Map();
  const [old, current] = [CASES[1][1], CASES[0][1]].map((runtime) => armedFrame(ONCE, runtime, root));
  for (const script of [old, current]) script.down(ESC); // in the order in which they came to the page
  await settled();
  mock.timers.tick(ANSWER_DEADLINE_MS);
  assert.deepEqual(old.gone, ["followed by https://weather.test/"]);
});

test("a page that hides itself for a while is no script of ours", async () => {
  const frame = armedFrame(ONCE, CASES[1][1], new Map([["visibility", ["hidden", ""]]]));
  frame.down(ESC);
  await settled();
  mock.timers.tick(ANSWER_DEADLINE_MS);
  assert.deepEqual(frame.gone, ["replaced by https://weather.test/"]);
});

test("a worker that took it over and left the page there is asked again, and not waited for", async () => {
  const frame = armedFrame(ONCE);
  frame.down(ESC);
  await settled();
  mock.timers.tick(TAKEN_DEADLINE_MS - 1);
  assert.deepEqual([frame.asked.length, frame.gone], [1, []]);
  mock.timers.tick(1);
  assert.deepEqual([frame.asked.length, frame.gone], [2, ["followed by https://weather.test/"]]);
});

test("a page that Back brings back as it was left is left by the key again", async () => {
  const frame = armedFrame(ONCE, { id: "own", sendMessage: late });
  for (const times of [1, 2]) {
    frame.down(ESC);
    await settled();
    mock.timers.tick(ANSWER_DEADLINE_MS);
    assert.equal(frame.gone.length, times);
    frame.back();
  }
});
