import assert from "node:assert/strict";
import { test } from "node:test";

import { bounces } from "../../../extension/traces/bounces.js";

const PAGE = { url: "https://helpline.test/", since: 5000, listed: true, site: null };
const visit = { touched: [PAGE], isListed: (url) => url.startsWith("https://helpline.test/") };

/** @param {{ rows?: string[], since?: number | null, otherwise?: number, clearsByOrigin?: boolean }} facts */
function records({ rows = [], since = 9000, otherwise = 0, clearsByOrigin = true } = {}) {
  const cleared = [];
  const api = {
    browsingData: { remove: async (time, kinds) => cleared.push([time.since, kinds]) },
    history: { search: async ({ startTime }) => (assert.equal(startTime, 8950), rows.map((url) => ({ url }))) },
  };
  let acted = since;
  const acts = { since: () => acted, otherwise: () => otherwise, forget: () => (acted = null) };
  return { cleared, ...bounces(api, { clearsByOrigin: () => clearsByOrigin }, acts) };
}

test("cleared from the first act on, when only the visit was seen since, and once", async () => {
  const { erase, cleared } = records({ rows: [PAGE.url, "https://helpline.test/reading"] });
  assert.deepEqual(await erase(visit), { removed: 1, remaining: 0 });
  assert.deepEqual(cleared, [[8950, { history: true }]]);
  assert.deepEqual(await erase(visit), { removed: 0, remaining: 0 });
  assert.equal(cleared.length, 1);
});

test("nothing is cleared where an innocent row would go with it, and that it stays is said", async () => {
  const { erase, cleared } = records({ rows: [PAGE.url, "https://innocent.test/"] });
  assert.deepEqual(await erase(visit), { removed: 0, remaining: 0, stays: 1 });
  assert.deepEqual(cleared, []);
});

test("a page that the history does not tell of, a hop or an error, is heeded too", async () => {
  const { erase, cleared } = records({ rows: [PAGE.url], otherwise: 9100 });
  assert.equal((await erase(visit)).stays, 1);
  assert.deepEqual(cleared, []);
});

test("an unlisted page that was there before the act keeps its newer row", async () => {
  const hop = { url: "https://short.test/", since: 100, listed: false, site: null };
  const { erase } = records({ rows: [hop.url] });
  assert.equal((await erase({ ...visit, touched: [PAGE, hop] })).stays, 1);
});

test("somebody who only looked left no such record", async () => {
  const { erase, cleared } = records({ since: null });
  assert.deepEqual(await erase(visit), { removed: 0, remaining: 0 });
  assert.deepEqual(cleared, []);
});

test("where no call reaches it, that is said", async () => {
  const { erase, cleared } = records({ clearsByOrigin: false });
  assert.equal((await erase(visit)).stays, 1);
  assert.deepEqual(cleared, []);
});
