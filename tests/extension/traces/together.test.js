import assert from "node:assert/strict";
import { test } from "node:test";

import { together } from "../../../extension/traces/together.js";

const part = (kind, erase) => ({ kind, scope: "url", erase });
const visit = { touched: [], isListed: () => false };

test("parts show as one row whose counts are the sums", async () => {
  const both = together(
    part("history", async () => ({ removed: 2, remaining: 1 })),
    part("downloads", async () => ({ removed: 3, remaining: 0 })),
  );
  assert.equal(both.kind, "history");
  assert.equal(both.scope, "url");
  assert.deepEqual(await both.erase(visit), { removed: 5, remaining: 1 });
});

test("a part that fails is reported, after the others have run", async () => {
  const ran = [];
  const both = together(
    part("history", () => Promise.reject(new TypeError("refused"))),
    part("downloads", async () => (ran.push("downloads"), { removed: 1, remaining: 0 })),
  );
  await assert.rejects(both.erase(visit), TypeError);
  assert.deepEqual(ran, ["downloads"]);
});
