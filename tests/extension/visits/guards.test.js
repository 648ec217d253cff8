import assert from "node:assert/strict";
import { test } from "node:test";

import { Guards } from "../../../extension/visits/guards.js";

/** A browser that keeps zoom by tab, or refuses to. */
function browser({ refuses = false } = {}) {
  const calls = [];
  let zoom = 1;
  const tabs = {
    setZoomSettings: async (tabId, settings) => {
      if (refuses) throw new Error("Unsupported zoom settings");
      calls.push([tabId, settings.scope]);
      zoom = 1;
    },
    getZoom: async () => zoom,
    setZoom: async (tabId, factor) => void calls.push([tabId, (zoom = factor)]),
  };
  const injected = [];
  const scripting = { executeScript: async (what) => void injected.push(what) };
  return { calls, injected, enlarge: (factor) => (zoom = factor), guards: new Guards({ scripting, tabs }) };
}

test("zoom is the tab's alone, and goes on with the next page", async () => {
  const { guards, calls, enlarge } = browser();
  await guards.arm(3, 0, true);
  assert.deepEqual(calls, [[3, "per-tab"]]);
  enlarge(1.5);
  await guards.readZoom(3);
  await guards.arm(3, 0, true);
  assert.deepEqual(calls.slice(1), [[3, "per-tab"], [3, 1.5]]);
});

test("a browser without zoom by tab is asked to forget what was noted", async () => {
  const { guards, calls } = browser({ refuses: true });
  await guards.arm(3, 0, true);
  assert.deepEqual(calls, []);
  await guards.resetZoom([3]);
  assert.deepEqual(calls, [[3, 0]]);
});

test("memory is for the page's own world, and not for a site that keeps its storage", async () => {
  const { guards, injected } = browser();
  await guards.arm(3, 5, true);
  assert.deepEqual(injected.map(({ world }) => world), [undefined, "MAIN"]);
  await guards.arm(3, 5, false);
  assert.equal(injected.length, 3);
});
