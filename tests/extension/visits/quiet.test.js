import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { Quiet, QUIET_MS } from "../../../extension/visits/quiet.js";

function quiet({ isEmpty = false, openTabs = [] } = {}) {
  const state = { log: { isEmpty, openTabs }, swept: 0 };
  state.quiet = new Quiet({ log: state.log, onQuiet: () => (state.swept += 1) });
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
  assert.equal(state.swept, 0);
  mock.timers.tick(1);
  assert.equal(state.swept, 1);

  state.quiet.stir();
  state.log.openTabs = [3];
  state.quiet.stir();
  mock.timers.tick(QUIET_MS * 2);
  assert.equal(state.swept, 1);
});

test("what an earlier run left is erased at once, unless the page is open again", () => {
  for (const [state, swept] of [[quiet(), 1], [quiet({ openTabs: [3] }), 0], [quiet({ isEmpty: true }), 0]]) {
    state.quiet.start();
    assert.equal(state.swept, swept);
  }
});
