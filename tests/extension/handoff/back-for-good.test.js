import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";
import { backForGood } from "../../../extension/handoff/back-for-good.js";

const globals = { addEventListener: globalThis.addEventListener, history: globalThis.history, location: globalThis.location };
afterEach(() => {
  mock.timers.reset();
  Object.assign(globalThis, globals);
});

/** A tab of which `entries` is the list; its page is at the last. @param {string[]} entries */
function tab(entries) {
  mock.timers.enable({ apis: ["setTimeout"] });
  const state = { entries, at: entries.length - 1, heard: /** @type {Record<string, () => void>} */ ({}), signals: [] };
  Object.assign(globalThis, {
    addEventListener: (type, listener, { signal }) => {
      state.heard[type] = listener;
      state.signals.push(signal);
    },
    history: {
      state: { page: "home" },
      back: () => void (state.at = Math.max(0, state.at - 1)),
      pushState: (data, _, url) => {
        assert.deepEqual(data, { page: "home" }, "the page finds its state");
        state.entries = [...state.entries.slice(0, ++state.at), url];
      },
    },
    location: { get href() { return state.entries[state.at]; } },
  });
  const scripting = {
    executeScript: async ({ target, func, args }) => (assert.deepEqual(target, { tabId: 4 }), [{ result: await func(...args) }]),
  };
  return { state, back: backForGood(scripting)(4) };
}

test("the page goes back, and nothing is ahead of it then", async () => {
  const { state, back } = tab(["/home", "/listed"]);
  assert.deepEqual(state.entries, ["/home", "/listed"], "the new address is that of where the page has arrived");
  state.heard.popstate();
  assert.equal(await back, true);
  assert.deepEqual([state.entries, state.at], [["/home", "/home"], 1]);
  assert.ok(state.signals.every(({ aborted }) => aborted), "it listens no longer");
});

test("a page that is unloaded on the way is back too", async () => {
  const { state, back } = tab(["/home", "/listed"]);
  state.heard.pagehide();
  assert.equal(await back, true);
  assert.deepEqual(state.entries, ["/home", "/listed"]);
});

test("where there is nothing to go back to, it says so", async () => {
  const { state, back } = tab(["/listed"]);
  mock.timers.tick(2000);
  assert.equal(await back, false);
  assert.ok(state.signals.every(({ aborted }) => aborted));
});
