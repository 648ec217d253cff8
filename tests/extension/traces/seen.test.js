import assert from "node:assert/strict";
import { test } from "node:test";
import { seen, SLICE_ROWS } from "../../../extension/traces/seen.js";

const NOW = Date.UTC(2026, 0, 1);
const isListed = (url) => URL.canParse(url) && new URL(url).hostname === "helpline.test";

/** A browser whose history finds a row by any of its visits and tells the last one, as the real ones do. */
function browser({ rows = [], closed = [], downloads = [], cookies = [] }) {
  let most = 0;
  const search = async ({ startTime, endTime, maxResults }) => {
    const found = rows.filter(({ visits }) => visits.some((time) => time >= startTime && time <= endTime)).slice(0, maxResults);
    most = Math.max(most, found.length);
    return found.map(({ url, visits }) => ({ url, lastVisitTime: Math.max(...visits) }));
  };
  const api = {
    history: { search },
    sessions: { getRecentlyClosed: async () => closed },
    downloads: { search: async () => downloads },
    cookies: { getAll: async () => cookies },
  };
  return { looks: seen({ api, isListed, now: () => NOW }), most: () => most };
}

async function all(look) {
  const sum = { looked: 0, hosts: [], slices: 0 };
  for (let after = null; ; ) {
    const slice = await look(after);
    sum.slices += 1;
    sum.looked += slice.looked;
    sum.hosts.push(...slice.hosts);
    after = slice.after;
    if (after === null) return sum;
  }
}

test("a history of 100,000 rows is looked at whole, each row once, and never many rows at a time", async () => {
  const rows = Array.from({ length: 100_000 }, (_, i) => ({
    url: i % 25_000 === 7 ? `https://helpline.test/${i}` : `https://shop.test/${i}`,
    visits: [NOW - i * 60_000, NOW - i * 90_000],
  }));
  const { looks, most } = browser({ rows });
  const { looked, hosts, slices } = await all(looks.history);
  assert.equal(looked, 100_000);
  assert.equal(hosts.length, 4);
  assert.ok(most() <= SLICE_ROWS);
  assert.ok(slices < 400, `${slices} slices`);
});

test("rows of one and the same moment end too", async () => {
  const rows = Array.from({ length: SLICE_ROWS * 2 }, (_, i) => ({ url: `https://helpline.test/${i}`, visits: [NOW] }));
  assert.equal((await all(browser({ rows }).looks.history)).looked, SLICE_ROWS * 2);
});

test("an empty history ends", async () => {
  assert.deepEqual((await all(browser({}).looks.history)).hosts, []);
});

test("closed tabs and windows, downloads by any of their addresses, and cookies by host are counted", async () => {
  const { looks } = browser({
    closed: [
      { tab: { url: "https://helpline.test/a" } },
      { window: { tabs: [{ url: "https://helpline.test/b" }, { url: "https://shop.test/" }, {}] } },
    ],
    downloads: [
      { url: "https://files.test/a.pdf", finalUrl: "https://files.test/a.pdf", referrer: "https://helpline.test/" },
      { url: "https://files.test/b.pdf", finalUrl: "https://files.test/b.pdf", referrer: "" },
    ],
    cookies: [{ domain: "helpline.test" }, { domain: ".helpline.test" }, { domain: "shop.test" }],
  });
  assert.deepEqual(await looks["closed-tabs"](null), { looked: 4, hosts: ["helpline.test", "helpline.test"], after: null });
  assert.deepEqual(await looks.downloads(null), { looked: 2, hosts: ["helpline.test"], after: null });
  assert.deepEqual(await looks.cookies(null), { looked: 3, hosts: ["helpline.test", "helpline.test"], after: null });
});
