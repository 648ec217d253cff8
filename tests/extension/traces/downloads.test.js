import assert from "node:assert/strict";
import { test } from "node:test";

import { downloads } from "../../../extension/traces/downloads.js";

/** The browser's downloads list as plain rows. */
function memoryDownloads(rows) {
  let kept = rows.map((row, id) => ({ id, ...row }));
  return {
    get ids() {
      return kept.map(({ id }) => id);
    },
    search: async ({ startedAfter }) => kept.filter(({ startTime }) => startTime > startedAfter),
    erase: async ({ id }) => void (kept = kept.filter((row) => row.id !== id)),
  };
}

const NOW = Date.UTC(2026, 0, 31);
const at = (ms) => new Date(NOW + ms).toISOString();
const isListed = (url) => url.startsWith("https://helpline.test/");
const visit = { touched: [{ url: "https://helpline.test/", since: NOW, listed: true, site: null }], isListed };

test("a listed file goes, and one that a listed page or a listed address led to", async () => {
  const list = memoryDownloads([
    { url: "https://helpline.test/plan.pdf", startTime: at(5) },
    { url: "https://files.test/plan.pdf", referrer: "https://helpline.test/", startTime: at(5) },
    { url: "https://short.test/plan", finalUrl: "https://helpline.test/plan.pdf", startTime: at(5) },
  ]);
  assert.deepEqual(await downloads({ downloads: list }).erase(visit), { removed: 3, remaining: 0 });
  assert.deepEqual(list.ids, []);
});

test("an innocent file beside it stays, and so does a listed one from before the visit", async () => {
  const list = memoryDownloads([
    { url: "https://innocent.test/recipe.pdf", referrer: "https://innocent.test/", startTime: at(5) },
    { url: "https://helpline.test/plan.pdf", startTime: at(-60_000) },
  ]);
  assert.deepEqual(await downloads({ downloads: list }).erase(visit), { removed: 0, remaining: 0 });
  assert.deepEqual(list.ids, [0, 1]);
});

test("a row that cannot be erased is reported as remaining", async () => {
  const list = memoryDownloads([{ url: "https://helpline.test/plan.pdf", startTime: at(5) }]);
  const stubborn = { search: list.search, erase: async () => {} };
  assert.deepEqual(await downloads({ downloads: stubborn }).erase(visit), { removed: 0, remaining: 1 });
});

test("without a visit nothing is asked of the downloads", async () => {
  const erased = await downloads({ downloads: null }).erase({ touched: [], isListed });
  assert.deepEqual(erased, { removed: 0, remaining: 0 });
});
