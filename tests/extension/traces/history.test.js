import assert from "node:assert/strict";
import { test } from "node:test";

import { history } from "../../../extension/traces/history.js";

/** The browser's history as a plain list of visits. */
function memoryHistory(visits) {
  let rows = visits.map(([url, visitTime]) => ({ url, visitTime }));
  return {
    get visits() {
      return rows.map(({ url, visitTime }) => [url, visitTime]);
    },
    search: async ({ startTime }) =>
      [...new Set(rows.filter(({ visitTime }) => visitTime >= startTime).map(({ url }) => url))].map((url) => ({ url })),
    getVisits: async ({ url }) => rows.filter((row) => row.url === url),
    deleteUrl: async ({ url }) => void (rows = rows.filter((row) => row.url !== url)),
    deleteRange: async ({ startTime, endTime }) =>
      void (rows = rows.filter(({ visitTime }) => visitTime < startTime || visitTime >= endTime)),
  };
}

const NOW = 1_000_000;
const listed = { url: "https://helpline.test/", since: NOW, listed: true, site: null };
const hop = { url: "https://search.test/out", since: NOW, listed: false, site: null };
const isListed = (url) => url.startsWith("https://helpline.test/");

test("listed pages and hops go, the innocent rows beside them stay", async () => {
  const rows = memoryHistory([[listed.url, NOW], [hop.url, NOW], ["https://innocent.test/", NOW], ["https://innocent.test/2", 5]]);
  const erased = await history({ history: rows }).erase({ touched: [listed, hop], isListed });
  assert.deepEqual(rows.visits, [["https://innocent.test/", NOW], ["https://innocent.test/2", 5]]);
  assert.deepEqual(erased, { removed: 2, remaining: 0 });
});

test("an unlisted hop that was visited before keeps its older visits", async () => {
  const rows = memoryHistory([[hop.url, 5], [hop.url, NOW], ["https://innocent.test/", NOW + 1]]);
  await history({ history: rows }).erase({ touched: [hop], isListed });
  assert.deepEqual(rows.visits, [[hop.url, 5], ["https://innocent.test/", NOW + 1]]);
});

test("listed rows of the same time that no event told of go too, older ones are left", async () => {
  const rows = memoryHistory([["https://helpline.test/unseen", NOW + 3], ["https://helpline.test/last-year", 5]]);
  await history({ history: rows }).erase({ touched: [listed], isListed });
  assert.deepEqual(rows.visits, [["https://helpline.test/last-year", 5]]);
});

test("a row that comes back is reported as remaining", async () => {
  const rows = memoryHistory([[listed.url, NOW]]);
  const stubborn = { ...rows, deleteUrl: async () => {} };
  const erased = await history({ history: stubborn }).erase({ touched: [listed], isListed });
  assert.equal(erased.remaining, 1);
});

test("without a visit nothing is asked of the history", async () => {
  assert.deepEqual(await history({ history: null }).erase({ touched: [], isListed }), { removed: 0, remaining: 0 });
});
