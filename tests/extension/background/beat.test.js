import assert from "node:assert/strict";
import { test } from "node:test";

import { createBeat } from "../../../extension/background/beat.js";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

function beating({ updates = true, local = {} } = {}) {
  const state = { outcome: "current", now: 10 * DAY_MS, checks: 0, refreshes: 0, local, session: {}, alarms: [] };
  const area = (name) => ({
    get: async (key) => (key in state[name] ? { [key]: state[name][key] } : {}),
    set: async (items) => void Object.assign(state[name], items),
  });
  const beat = createBeat({
    api: {
      storage: { local: area("local"), session: area("session") },
      alarms: { get: async (name) => state.alarms.find((alarm) => alarm.name === name), create: async (name, when) => void state.alarms.push({ name, ...when }) },
    },
    settings: { read: async () => ({ updates }) },
    refreshJournal: async () => void (state.refreshes += 1),
    checkList: async () => ((state.checks += 1), { state: state.outcome }),
    now: () => state.now,
  });
  return { beat, state, tick: (ms) => ((state.now += ms), beat.onAlarm({ name: "beat" })) };
}

test("there is one alarm, of a neutral name and a fixed period", async () => {
  const { beat, state } = beating();
  await beat.start();
  await beat.start();
  assert.deepEqual(state.alarms, [{ name: "beat", periodInMinutes: 10 }]);
});

test("the journal is written anew at browser start and at every beat", async () => {
  const { beat, state, tick } = beating();
  await beat.start();
  await tick(MINUTE_MS);
  assert.equal(state.refreshes, 2);
});

test("the list is asked for once a day, never at browser start", async () => {
  const { beat, state, tick } = beating();
  await beat.start();
  await tick(MINUTE_MS);
  assert.equal(state.checks, 0, "at browser start");
  for (let beats = 0; beats < 6 * 23; beats += 1) await tick(10 * MINUTE_MS);
  assert.equal(state.checks, 1, "within a day");
  for (let beats = 0; beats < 6 * 6; beats += 1) await tick(10 * MINUTE_MS);
  assert.equal(state.checks, 2, "after a day and the jitter");
});

test("after a failure it asks again after an hour, then more and more seldom, and daily once it is well", async () => {
  const { beat, state, tick } = beating();
  await beat.start();
  state.outcome = "unreachable";
  const hours = async (count) => {
    const before = state.checks;
    for (let beats = 0; beats < 6 * count; beats += 1) await tick(10 * MINUTE_MS);
    return state.checks - before;
  };
  assert.equal(await hours(12), 4, "at once, after 1, 3 and 7 hours or a little later");
  assert.ok((await hours(24)) <= 2, "at most daily in the end");
  state.outcome = "current";
  await hours(29);
  assert.ok((await hours(48)) <= 2);
});

test("switched off, it never asks", async () => {
  const { beat, state, tick } = beating({ updates: false });
  await beat.start();
  await tick(2 * DAY_MS);
  assert.equal(state.checks, 0);
});
