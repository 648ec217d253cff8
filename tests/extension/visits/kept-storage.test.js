import assert from "node:assert/strict";
import { test } from "node:test";

import { KeptStorage } from "../../../extension/visits/kept-storage.js";

const GIVEN = { origin: "https://helpline.test", local: [["a", "1"]], session: [["s", "2"]], cookies: [{ name: "c" }] };

/** A browser with a session memory, whose page of tab 3 gives `given`. */
function browser({ url = "https://helpline.test/next", given = GIVEN } = {}) {
  const memory = {};
  const taken = [];
  const parts = {
    area: { get: async () => memory, set: async (items) => Object.assign(memory, items), remove: async (key) => delete memory[key] },
    tabs: { get: async () => ({ url }) },
    scripting: {
      executeScript: async ({ target, world, args }) => {
        assert.deepEqual([target.frameIds, world], [[0], "MAIN"]);
        if (args.length > 1) taken.push(args.slice(1));
        return [{ result: given }];
      },
    },
  };
  return { memory, taken, kept: new KeptStorage(parts) };
}

test("the next page of the tab is given what the page before it had", async () => {
  const { kept, taken } = browser();
  kept.read(3);
  await kept.giveBack(3);
  const { local, session, cookies } = GIVEN;
  assert.deepEqual(taken, [["https://helpline.test", { local, session, cookies }]]);
});

test("another tab gets all but the session, another site nothing", async () => {
  const { kept, taken } = browser();
  kept.read(3);
  await kept.giveBack(3);
  await kept.giveBack(4);
  assert.deepEqual(taken[1][1].session, []);
  const other = browser({ url: "https://other.test/" });
  other.kept.read(3);
  await other.kept.giveBack(3);
  assert.deepEqual(other.taken, []);
});

test("nothing stays when the visit is over, and a page that holds too much is not kept", async () => {
  const { kept, memory } = browser();
  kept.read(3);
  await kept.giveBack(3);
  await kept.drop();
  assert.deepEqual(memory, {});
  const big = browser({ given: { ...GIVEN, local: [["a", "x".repeat(1_000_001)]] } });
  big.kept.read(3);
  await big.kept.giveBack(3);
  assert.deepEqual(big.memory, {});
});
