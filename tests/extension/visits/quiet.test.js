import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { Quiet, QUIET_MS } from "../../../extension/visits/quiet.js";

const OLD = [{ url: "https://helpline.test/before" }];
const NEW = [...OLD, { url: "https://helpline.test/now" }];

function quiet({ openTabs = [], leftOver = [], touched = NEW } = {}) {
  const state = { log: { isEmpty: touched.length === 0, openTabs, leftOver, touched }, swept: [] };
  state.quiet = new Quiet({ log: state.log, onQuiet: (erased) => state.swept.push(erased) });
  return state;
}

test("it is quiet ten seconds after the last stir, unless a listed tab is open", (t) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  const state = quiet();
  state.quiet.stir();
  mock.timers.tick(QUIET_MS - 1);
  state.quiet.stir();
  mock.timers.tick(QUIET_MS - 1);
  assert.deepEqual(state.swept, []);
  mock.timers.tick(1);
  assert.deepEqual(state.swept, [NEW]);

  state.quiet.stir();
  state.log.openTabs = [3];
  state.quiet.stir();
  mock.timers.tick(QUIET_MS * 2);
  assert.deepEqual(state.swept, [NEW]);
});

test("what an earlier run left is erased at once, a visit that begins at the same moment is not", (t) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  const state = quiet({ leftOver: OLD });
  state.quiet.start();
  assert.deepEqual(state.swept, [OLD]);
});

test("a wake-up by a listed page that is about to open erases nothing", (t) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  for (const state of [quiet(), quiet({ leftOver: OLD, openTabs: [3] })]) {
    state.quiet.start();
    assert.deepEqual(state.swept, []);
  }
});
