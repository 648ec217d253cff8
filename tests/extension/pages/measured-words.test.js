import assert from "node:assert/strict";
import { test } from "node:test";

import { MEASURED } from "../../../extension/pages/help/measured.js";
import { measuredRows, PLACES } from "../../../extension/pages/help/measured-words.js";
import { wording } from "./texts.js";

for (const browser of ["chromium", "firefox"]) {
  test(`${browser}: every measured place has a name, and every named one was measured`, () => {
    assert.deepEqual(Object.keys(MEASURED[browser]).toSorted(), Object.keys(PLACES).toSorted());
    const rows = measuredRows(browser, wording);
    assert.equal(rows.length, Object.keys(PLACES).length);
    for (const cells of rows) for (const cell of cells) assert.ok(cell.length > 3, cells.join(" | "));
  });

  test(`${browser}: without anything installed the history named the site`, () => {
    assert.equal(MEASURED[browser].history.without, "names");
  });
}
