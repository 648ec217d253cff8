import assert from "node:assert/strict";
import { test } from "node:test";

import { OlderVisits } from "../../../extension/traces/older-visits.js";

const DAY_MS = 86_400_000;
const NOW = 800 * DAY_MS;
const ENTRY = { host: "helpline.test", subdomains: true };
const match = (url) => (new URL(url).hostname === ENTRY.host ? ENTRY : null);

/** A history of `[url, time]`, and the widest slice that was asked of it. */
function historyOf(visits, { stubborn = "" } = {}) {
  let rows = visits;
  const asked = [];
  return {
    asked,
    rows: () => rows.map(([url]) => url),
    search: async ({ startTime, endTime }) => {
      const found = rows.filter(([, time]) => time >= startTime && time < endTime).map(([url]) => ({ url }));
      asked.push(found.length);
      return found;
    },
    getVisits: async ({ url }) => rows.filter(([own]) => own === url),
    deleteUrl: async ({ url }) => void (rows = rows.filter(([own]) => own !== url || own === stubborn)),
  };
}

/** A year of a busy browser: 20,000 innocent rows, and listed ones from its first to its last day. */
function busyYear() {
  const innocent = Array.from({ length: 20_000 }, (_, at) => [`https://innocent.test/${at}`, NOW - Math.floor((at / 20_000) * 365 * DAY_MS)]);
  const listed = [0, 90, 364].map((days) => [`https://helpline.test/${days}`, NOW - days * DAY_MS]);
  return [...innocent, ...listed, ["http://helpline.test/0", NOW], ["https://helpline.test/0", NOW - 700 * DAY_MS]];
}

const older = (history, others = []) => new OlderVisits({ history, match, others, now: () => NOW });

test("looking finds every listed page once, however old, and erases nothing", async () => {
  const history = historyOf(busyYear());
  const act = older(history);
  const { phase, found } = await act.look();
  assert.deepEqual([phase, found], ["found", 4]);
  assert.equal(history.rows().length, busyYear().length);
});

test("a busy history is looked through in slices that leave room for the key, a quiet one in few", async () => {
  const busy = historyOf(busyYear());
  await older(busy).look();
  assert.ok(Math.max(...busy.asked) < 6_000, `${Math.max(...busy.asked)} rows in one slice`);
  const quiet = historyOf([["https://innocent.test/", 5]]);
  await older(quiet).look();
  assert.ok(quiet.asked.length < 12, `${quiet.asked.length} slices for one row`);
});

test("erasing takes what was found with the hop that the history hides, and nothing else", async () => {
  const history = historyOf(busyYear());
  const visits = [];
  const act = older(history, [{ kind: "cookies", scope: "host", erase: async (visit) => (visits.push(visit), { removed: 0, remaining: 0 }) }]);
  await act.look();
  const { phase, erased, remaining } = await act.erase();
  assert.deepEqual([phase, erased, remaining], ["done", 4, 0]);
  assert.equal(history.rows().length, 20_000);
  assert.deepEqual(visits[0].touched.map(({ site }) => site.host), Array(4).fill("helpline.test"));
});

test("nothing is erased that was not looked for, or was looked for and let go", async () => {
  const history = historyOf(busyYear());
  const act = older(history);
  assert.equal((await act.erase()).phase, "idle");
  await act.look();
  act.stop();
  assert.equal((await act.erase()).phase, "idle");
  assert.equal(history.rows().length, busyYear().length);
});

test("it can be stopped while it looks", async () => {
  const act = older(historyOf(busyYear()));
  const looking = act.look();
  assert.equal((await act.look()).phase, "looking", "one at a time");
  act.stop();
  assert.equal((await looking).phase, "stopped");
  assert.equal((await act.erase()).phase, "idle");
});

test("a row that comes back, and a kind that fails, are said to remain", async () => {
  const act = older(historyOf(busyYear(), { stubborn: "https://helpline.test/90" }), [{ kind: "x", scope: "host", erase: () => Promise.reject(new Error("no")) }]);
  await act.look();
  const { erased, remaining } = await act.erase();
  assert.deepEqual([erased, remaining], [3, 2]);
});
