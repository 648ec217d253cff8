import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { TEXTS } from "./texts.js";

const read = (/** @type {string} */ path) => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");
const { permissions } = JSON.parse(read("extension/manifest.json"));
/** What the build adds for Firefox (`tests/build` holds that against the packages). */
const FIREFOX_ONLY = ["contextualIdentities", "webRequestBlocking"];

const STORES = { chrome: permissions, edge: permissions, firefox: [...permissions, ...FIREFOX_ONLY] };

for (const [store, expected] of Object.entries(STORES)) {
  const page = read(`docs/store/${store}.md`);

  test(`the page for ${store} explains each permission of its package, and no other`, () => {
    const rows = [...page.matchAll(/^\| `(\w+)` \| (.+) \|$/gm)];
    assert.deepEqual(rows.map(([, name]) => name).sort(), expected.toSorted());
    assert.ok(rows.every(([, , why]) => why.length > 20));
    assert.match(page, /^\| Access to all sites \| .{20}/m);
  });

  test(`the page for ${store} says of each permission truly whether this version calls it`, () => {
    const kept = [...read("docs/permissions.md").matchAll(/^\| `(\w+)` \|.*\| kept for .*\|$/gm)].map(([, name]) => name);
    const said = [...page.matchAll(/^\| `(\w+)` \| .*not called in this version.*\|$/gm)].map(([, name]) => name);
    assert.deepEqual(said.sort(), kept.filter((name) => expected.includes(name)).sort());
  });

  test(`the page for ${store} carries the manifest's own description, and the limits`, () => {
    assert.ok(page.replace(/\s+/g, " ").includes(TEXTS.description.message));
    assert.match(page, /If you think this device is watched, use another one\./);
    assert.match(page, /WHAT IT CAN'T DO/);
  });
}
