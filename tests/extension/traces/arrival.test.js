import assert from "node:assert/strict";
import { test } from "node:test";
import { arrival, isArrival } from "../../../extension/traces/arrival.js";

const ID = "ddiegpgkchfghkogdfdnackkdknajmhe";
const own = {
  id: ID,
  name: "Sidestep",
  searchOf: (url) => (url.startsWith("https://www.google.com/search") ? { query: new URL(url).searchParams.get("q") } : null),
};

for (const url of [
  `https://chromewebstore.google.com/detail/sidestep/${ID}`,
  `https://chromewebstore.google.com/detail/${ID}?hl=cy`,
  "https://chromewebstore.google.com/search/leave%20page%20sidestep",
  `https://microsoftedge.microsoft.com/addons/detail/sidestep/${ID}`,
  "https://addons.mozilla.org/en-GB/firefox/addon/sidestep/",
  "https://addons.mozilla.org/firefox/addon/sidestep/reviews/",
  "https://addons.mozilla.org/en-GB/firefox/search/?q=Sidestep",
  "https://www.google.com/search?q=what+is+the+sidestep+extension",
]) {
  test(`${url} led here`, () => assert.ok(isArrival(url, own)));
}

for (const url of [
  "https://chromewebstore.google.com/detail/other/abcdefghijklmnopabcdefghijklmnop",
  "https://chromewebstore.google.com/",
  "https://addons.mozilla.org/en-GB/firefox/addon/sidestepping-stones/".replace("sidestepping", "sidesteppers"),
  "https://addons.mozilla.org/en-GB/firefox/",
  `https://evil.test/detail/sidestep/${ID}`,
  "https://www.google.com/search?q=sidesteps+in+dancing",
  "https://shop.test/?q=sidestep",
  "about:blank",
  "",
]) {
  test(`${JSON.stringify(url)} did not lead here`, () => assert.ok(!isArrival(url, own)));
}

/** A history that keeps its moments, and tells what is left. */
function browser(visits) {
  const kept = new Map(Object.entries(visits));
  const moments = (url) => kept.get(url) ?? [];
  const drop = (url, isGone) => {
    const left = moments(url).filter((time) => !isGone(time));
    if (left.length === 0) kept.delete(url);
    else kept.set(url, left);
  };
  return {
    kept,
    history: {
      search: async ({ startTime }) => [...kept.keys()].filter((url) => moments(url).some((t) => t >= startTime)).map((url) => ({ url })),
      getVisits: async ({ url }) => moments(url).map((visitTime) => ({ visitTime })),
      deleteUrl: async ({ url }) => drop(url, () => true),
      deleteRange: async ({ startTime, endTime }) => [...kept.keys()].forEach((url) => drop(url, (t) => t >= startTime && t < endTime)),
      addUrl: async () => {},
    },
    sessions: { getRecentlyClosed: async () => [] },
    tabs: {
      query: async () => [{ id: 1, url: "https://store.test/ours" }, { id: 2, url: "https://shop.test/" }, { id: 3 }],
      async remove(ids) {
        this.closed.push(...ids);
      },
      closed: [],
    },
  };
}

test("visits of the last day go, older ones of the same address and all others stay", async () => {
  const NOW = 1_000_000_000_000;
  const DAY = 24 * 60 * 60 * 1000;
  const api = browser({
    "https://store.test/ours": [NOW - 1000],
    "https://search.test/?q=ours": [NOW - 2000, NOW - 3 * DAY],
    "https://store.test/ours/old": [NOW - 3 * DAY],
    "https://shop.test/": [NOW - 1500],
  });
  const isOurs = (url) => url.includes("ours");
  const erase = arrival({ api, features: { canForgetClosedTabs: () => false }, isOurs, now: () => NOW });
  assert.deepEqual(await erase(), { removed: 2, remaining: 0 });
  assert.deepEqual(api.tabs.closed, [1]);
  assert.deepEqual(Object.fromEntries(api.kept), {
    "https://search.test/?q=ours": [NOW - 3 * DAY],
    "https://store.test/ours/old": [NOW - 3 * DAY],
    "https://shop.test/": [NOW - 1500],
  });
});
