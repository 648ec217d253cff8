import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { PROJECT, filesBelow, folderOf, importsOf } from "./source-tree.js";

/** Which folders a module of each folder may import from, besides its own (docs/architecture.md). */
const MAY_IMPORT = {
  background: ["visits", "escape", "traces", "handoff", "list", "platform", "shared"],
  pages: ["platform", "shared"],
  visits: ["platform", "shared"],
  escape: ["platform", "shared"],
  traces: ["platform", "shared"],
  handoff: ["platform", "shared"],
  list: ["platform", "shared"],
  platform: [],
  shared: [],
  content: [],
};

const modules = filesBelow("extension", ".js");

/** @param {string} path */
const isPure = (path) => path === "list/matcher.js" || path.startsWith("list/tuf/");

/**
 * @param {string} path
 * @param {string} target
 */
function isAllowed(path, target) {
  const folder = folderOf(path);
  if (folder === "content") return false;
  if (path === "list/matcher.js") return false;
  if (isPure(path)) return target.startsWith("list/tuf/");
  return folderOf(target) === folder || MAY_IMPORT[folder].includes(folderOf(target));
}

test("the tree is where this test looks", () => {
  assert.ok(modules.length > 20, `only ${modules.length} modules found`);
  assert.ok(modules.some((path) => importsOf(path).length > 0));
});

test("every folder has a stated direction", () => {
  const unknown = modules.filter((path) => !Object.hasOwn(MAY_IMPORT, folderOf(path)));
  assert.deepEqual(unknown, []);
});

for (const path of modules) {
  test(`${path} imports only what its folder may know`, () => {
    const against = importsOf(path).filter((target) => !isAllowed(path, target));
    assert.deepEqual(against, []);
  });

  test(`${path} imports files that exist`, () => {
    const gone = importsOf(path).filter((target) => !existsSync(join(PROJECT, "extension", target)));
    assert.deepEqual(gone, []);
  });
}

test("content scripts are classic: one function that runs at once", () => {
  for (const path of modules.filter((path) => folderOf(path) === "content")) {
    assert.deepEqual(importsOf(path), [], path);
  }
});

test("the direction check sees a wrong import", () => {
  assert.ok(!isAllowed("pages/options/options.js", "background/router.js"));
  assert.ok(!isAllowed("list/matcher.js", "shared/settings.js"));
  assert.ok(!isAllowed("list/tuf/client.js", "platform/api.js"));
  assert.ok(!isAllowed("content/escape-key.js", "shared/messages.js"));
  assert.ok(isAllowed("background/main.js", "visits/visit-log.js"));
});
