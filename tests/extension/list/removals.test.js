import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { checkRemovals, countRemovals } from "../../../extension/list/removals.js";

const { cases } = JSON.parse(readFileSync(new URL("../../fixtures/removals.json", import.meta.url), "utf8"));
const MARK = "x-sidestep-mass-removal";

/** A list of `count` hosts at a version, marked or not. */
function list(version, count, mark) {
  const entries = Array.from({ length: count }, (_, number) => ({ host: `h${number}.example`, subdomains: true }));
  return { version, content: { entries }, info: mark === undefined ? {} : { custom: { [MARK]: mark } } };
}

for (const { name, old, new: later, removals } of cases) {
  test(`both sides count alike: ${name}`, () => assert.equal(countRemovals(old, later), removals));
}

const REFUSED = { code: "bad-list" };

test("a tenth of the lines may go from one version to the next, no more", () => {
  checkRemovals(list(3, 100), list(4, 90));
  assert.throws(() => checkRemovals(list(3, 100), list(4, 89)), REFUSED);
});

test("fifty lines may go with each version, no more", () => {
  checkRemovals(list(3, 1000), list(4, 950));
  assert.throws(() => checkRemovals(list(3, 1000), list(4, 949)), REFUSED);
  checkRemovals(list(3, 1000), list(6, 850));
  assert.throws(() => checkRemovals(list(3, 1000), list(6, 849)), REFUSED);
});

test("a list is never emptied unsigned", () => {
  assert.throws(() => checkRemovals(list(3, 5), list(9, 0)), REFUSED);
  checkRemovals(list(3, 0), list(9, 0));
});

test("a mass removal signed as one is taken, also by a client that was away meanwhile", () => {
  checkRemovals(list(3, 1000), list(4, 10, 4));
  checkRemovals(list(3, 1000), list(9, 10, 7));
  checkRemovals(list(9, 1000), list(4, 10, 4));
});

test("a mark from before one's own list, or from nowhere, says nothing", () => {
  for (const mark of [3, 2, 5, -1, 3.5, "4", null]) {
    assert.throws(() => checkRemovals(list(3, 1000), list(4, 10, mark)), REFUSED, String(mark));
  }
});
