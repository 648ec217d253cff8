import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { backForGood } from "../../../extension/handoff/back-for-good.js";

const globals = { addEventListener: globalThis.addEventListener, history: globalThis.history, location: globalThis.location };
afterEach(() => void Object.assign(globalThis, globals));

test("the page goes back, and nothing is ahead of it then", async () => {
  let entries = ["/home", "/listed"];
  let at = 1;
  let heard = () => {};
  Object.assign(globalThis, {
    addEventListener: (type, listener, options) => {
      assert.deepEqual([type, options], ["popstate", { once: true }]);
      heard = listener;
    },
    history: {
      state: { page: "home" },
      back: () => void at--,
      pushState: (state, _, url) => {
        assert.deepEqual(state, { page: "home" }, "the page finds its state");
        entries = [...entries.slice(0, ++at), url];
      },
    },
    location: { get href() { return entries[at]; } },
  });
  const scripting = { executeScript: async ({ target, func }) => (assert.deepEqual(target, { tabId: 4 }), func()) };
  await backForGood(scripting)(4);
  assert.deepEqual(entries, ["/home", "/listed"], "the new address is that of where the page has arrived");
  heard();
  assert.deepEqual([entries, at], [["/home", "/home"], 1]);
});
