import assert from "node:assert/strict";
import { test } from "node:test";

import { KINDS, sweepHeadline, sweepRows } from "../../../extension/pages/options/sweep-words.js";
import { traceLedger } from "../../../extension/traces/ledger.js";
import { message, wording } from "./texts.js";

const trace = (changes) => ({ kind: "history", removed: 0, remaining: 0, error: "", ...changes });
const valueOf = (changes) => sweepRows({ state: "clean", traces: [trace(changes)] }, wording)[0].value;

test("every kind of trace that is erased has a name", () => {
  const features = { canForgetClosedTabs: () => true, clearsByOrigin: () => true };
  const kinds = traceLedger({}, features, {}).map(({ kind }) => kind);
  assert.ok(kinds.length >= 5);
  for (const kind of kinds) assert.ok(Object.hasOwn(KINDS, kind), kind);
});

test("counts are said in words, one and many", () => {
  assert.equal(valueOf({ removed: 1 }), "1 entry removed");
  assert.equal(valueOf({ removed: 1200 }), "1,200 entries removed");
  assert.equal(valueOf({ kind: "cookies", removed: 2 }), "2 cookies removed");
  assert.equal(valueOf({ kind: "cache", removed: 1 }), "Cleared for 1 site");
  assert.equal(valueOf({}), "None found");
});

test("the list of open tabs is only named when it was written anew or failed", () => {
  const rows = (changes) => sweepRows({ state: "clean", traces: [trace({ kind: "session-log", ...changes })] }, wording);
  assert.deepEqual(rows({}), []);
  assert.equal(rows({ removed: 2 })[0].value, "Written anew");
  assert.equal(rows({ error: "Error" })[0].value, "Could not be cleared");
});

test("what is still there and what failed is said", () => {
  assert.equal(valueOf({ removed: 3, remaining: 1 }), "3 entries removed, 1 still there");
  assert.equal(valueOf({ remaining: 2 }), "2 still there");
  assert.equal(valueOf({ removed: 3, error: "TypeError" }), "Could not be cleared");
});

test("a kind without a name of its own is not hidden", () => {
  const [row] = sweepRows({ state: "clean", traces: [trace({ kind: "new-kind", removed: 1 })] }, wording);
  assert.deepEqual(row, { label: message("trace_other"), value: "1 entry removed" });
});

test("the headline never calls clean what is not", () => {
  assert.equal(sweepHeadline({ state: "clean", traces: [] }, wording), message("clear_nothing"));
  assert.equal(sweepHeadline({ state: "clean", traces: [trace({})] }, wording), message("clear_clean"));
  assert.equal(sweepHeadline({ state: "remains", traces: [trace({ remaining: 1 })] }, wording), message("clear_remains"));
  assert.equal(sweepHeadline({ state: "stays", traces: [trace({ remaining: 1 })] }, wording), message("clear_stays"));
  const both = [trace({ kind: "bounces", remaining: 1 }), trace({ kind: "site-storage", removed: 1, remaining: 1 })];
  assert.equal(sweepHeadline({ state: "stays", traces: both }, wording), message("clear_storage_stays"));
});
