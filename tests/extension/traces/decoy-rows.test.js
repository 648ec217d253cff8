import assert from "node:assert/strict";
import { test } from "node:test";

import { decoyRows } from "../../../extension/traces/decoy-rows.js";

const DECOY = "https://weather.test/";
const NOON = new Date(2026, 4, 5, 12).getTime();
const HOUR = 60 * 60 * 1000;

/** Erases after a landing at noon that took 200 ms, with these visits of each address; gives what is left. */
async function left(visits, { shown = DECOY, arrived = 7, rotations = [] } = {}) {
  const kept = new Map(Object.entries(visits));
  const api = {
    tabs: { get: async () => ({ url: shown }) },
    history: {
      getVisits: async ({ url }) => (kept.get(url) ?? []).map((visitTime) => ({ visitTime })),
      deleteRange: async ({ startTime, endTime }) => {
        for (const [url, times] of kept) kept.set(url, times.filter((time) => time < startTime || time >= endTime));
      },
    },
  };
  const moments = [{ from: NOON, to: NOON + 200 }, ...rotations].map((moment) => Promise.resolve(moment));
  const row = { url: DECOY, moments };
  await decoyRows(api).erase({ touched: [], isListed: () => false, landed: { arrived: Promise.resolve(arrived), row } });
  return Object.fromEntries(kept);
}

test("the first landing of a day leaves its row", async () => {
  assert.deepEqual(await left({ [DECOY]: [NOON + 100] }), { [DECOY]: [NOON + 100] });
});

test("a further one of the same day leaves none, and the earlier row stays", async () => {
  assert.deepEqual(await left({ [DECOY]: [NOON - HOUR, NOON + 100] }), { [DECOY]: [NOON - HOUR] });
});

test("a row of yesterday does not count", async () => {
  assert.deepEqual(await left({ [DECOY]: [NOON - 24 * HOUR, NOON + 100] }), { [DECOY]: [NOON - 24 * HOUR, NOON + 100] });
});

test("a landing that had to begin again leaves one row, not two", async () => {
  assert.deepEqual(await left({ [DECOY]: [NOON + 50, NOON + 180] }), { [DECOY]: [NOON + 50] });
});

test("rows of writing the session log anew go too", async () => {
  const rotations = [{ from: NOON + 3000, to: NOON + 3100 }];
  assert.deepEqual(await left({ [DECOY]: [NOON + 100, NOON + 3050] }, { rotations }), { [DECOY]: [NOON + 100] });
  const visited = { [DECOY]: [NOON - HOUR, NOON + 100, NOON + 3050] };
  assert.deepEqual(await left(visited, { rotations }), { [DECOY]: [NOON - HOUR] });
});

test("what the person visits before and afterwards stays", async () => {
  const theirs = [NOON - 2 * HOUR, NOON - 2000, NOON + 1500];
  assert.deepEqual(await left({ [DECOY]: [...theirs, NOON + 100], "https://a.test/": [NOON - 1000] }), {
    [DECOY]: theirs,
    "https://a.test/": [NOON - 1000],
  });
});

test("where the page led on to another address, both rows are looked at", async () => {
  const shown = "https://weather.test/today";
  const visits = { [DECOY]: [NOON - HOUR, NOON + 90], [shown]: [NOON - HOUR, NOON + 120] };
  assert.deepEqual(await left(visits, { shown }), { [DECOY]: [NOON - HOUR], [shown]: [NOON - HOUR] });
});

test("where nothing was opened, nothing is looked at", async () => {
  const untouched = { history: { getVisits: () => assert.fail("asked") } };
  await decoyRows(untouched).erase({ touched: [], isListed: () => false, landed: { arrived: Promise.resolve(undefined) } });
  await decoyRows(untouched).erase({ touched: [], isListed: () => false });
});
