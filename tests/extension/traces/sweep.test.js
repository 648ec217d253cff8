import assert from "node:assert/strict";
import { test } from "node:test";

import { Sweep } from "../../../extension/traces/sweep.js";
import { VisitLog } from "../../../extension/visits/visit-log.js";
import { memoryStore } from "../memory-store.js";

const page = { url: "https://helpline.test/", listed: true, site: null };

async function sweeping(ledger, { touched = [page], wait = async () => {} } = {}) {
  const log = new VisitLog({ session: memoryStore(), journal: memoryStore([]), now: () => 1 });
  await log.ready;
  for (const item of touched) log.touch(item);
  return { log, sweep: new Sweep({ ledger, log, isListed: () => true, wait }) };
}

const trace = (kind, ...answers) => ({ kind, scope: "url", erase: async () => answers.length > 1 ? answers.shift() : answers[0] });

test("each trace is erased twice, the second time for the browser's late writers", async () => {
  const { log, sweep } = await sweeping([trace("history", { removed: 3, remaining: 1 }, { removed: 1, remaining: 0 })]);
  assert.deepEqual(await sweep.run(), { state: "clean", traces: [{ kind: "history", removed: 4, remaining: 0, error: "" }] });
  assert.equal(log.isEmpty, true);
});

test("a trace that fails is named and the others are erased all the same; nothing is forgotten", async () => {
  const broken = { kind: "cookies", erase: async () => { throw new TypeError("https://helpline.test/"); } };
  const { log, sweep } = await sweeping([broken, trace("history", { removed: 1, remaining: 0 })]);
  const { state, traces } = await sweep.run();
  assert.equal(state, "remains");
  assert.deepEqual(traces.map(({ kind, error }) => [kind, error]), [["cookies", "TypeError"], ["history", ""]]);
  assert.equal(log.isEmpty, false);
});

test("what reading back still finds keeps the visit in the log", async () => {
  const { log, sweep } = await sweeping([trace("history", { removed: 0, remaining: 2 })]);
  assert.equal((await sweep.run()).state, "remains");
  assert.equal(log.isEmpty, false);
});

test("while a listed tab is open its traces are erased but not forgotten", async () => {
  const { log, sweep } = await sweeping([trace("history", { removed: 1, remaining: 0 })]);
  log.open(5);
  assert.equal((await sweep.run()).state, "clean");
  assert.equal(log.isEmpty, false);
});

test("somebody who is back on a listed page keeps its storage; it is erased when that visit ends", async () => {
  let cleared = 0;
  const storage = { kind: "site-storage", scope: "host", erase: async () => ({ removed: (cleared += 1), remaining: 0 }) };
  let log = null;
  const { sweep, log: made } = await sweeping([storage, trace("history", { removed: 1, remaining: 0 })], {
    wait: async () => log.open(5),
  });
  log = made;
  const { traces } = await sweep.run();
  assert.equal(cleared, 1);
  assert.deepEqual(traces.map(({ kind, removed }) => [kind, removed]), [["site-storage", 1], ["history", 2]]);
  assert.equal(log.isEmpty, false);
});

test("passes run one at a time, and a second sweep does not wait for the late pass of the first", async () => {
  let running = 0;
  let passes = 0;
  const busy = {
    kind: "history",
    erase: async () => {
      assert.equal((running += 1), 1);
      await Promise.resolve();
      running -= 1;
      passes += 1;
      return { removed: 1, remaining: 0 };
    },
  };
  const late = [];
  const { sweep } = await sweeping([busy], { wait: () => new Promise((done) => late.push(done)) });
  const both = [sweep.run(), sweep.run()];
  while (late.length < 2) await new Promise(setImmediate);
  assert.equal(passes, 2);
  for (const done of late) done();
  await Promise.all(both);
  assert.equal(passes, 4);
});

test("with nothing touched nothing is erased, and the result tells nothing of an earlier sweep", async () => {
  const once = trace("history", { removed: 1, remaining: 0 });
  const { sweep } = await sweeping([once]);
  await sweep.run();
  assert.deepEqual(await sweep.run(), { state: "clean", traces: [] });
});

test("what no attempt can reach is said, and the visit is forgotten all the same", async () => {
  const { log, sweep } = await sweeping([trace("bounces", { removed: 0, remaining: 0, stays: 1 })]);
  assert.deepEqual(await sweep.run(), { state: "stays", traces: [{ kind: "bounces", removed: 0, remaining: 1, error: "" }] });
  assert.equal(log.isEmpty, true);
});
