import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { PROJECT, filesBelow, read } from "./source-tree.js";

const makefile = read("Makefile");
const targets = new Set([...makefile.matchAll(/^([a-z-]+):(?!=)/gm)].map(([, name]) => name));
const pages = [
  ...["README.md", "CONTRIBUTING.md"].filter((path) => existsSync(join(PROJECT, path))),
  ...filesBelow("docs", ".md").map((path) => `docs/${path}`),
];

/**
 * @param {string} text
 * @returns {string[]} the make targets in its code spans and blocks
 */
function makeTargets(text) {
  const code = [...text.matchAll(/```[\s\S]*?```|`[^`\n]+`/g)].map(([span]) => span).join("\n");
  return [...code.matchAll(/\bmake ([a-z-]+)/g)].map(([, name]) => name);
}

for (const path of pages) {
  test(`${path} names only make targets that exist`, () => {
    assert.deepEqual(
      makeTargets(read(path)).filter((name) => !targets.has(name)),
      [],
    );
  });
}

test("help lists the commands of the README", () => {
  const listed = [...makefile.matchAll(/^([a-z-]+):.*## /gm)].map(([, name]) => name);
  for (const name of ["run", "test", "setup", "check", "build", "help"]) assert.ok(listed.includes(name), name);
});

test("continuous integration runs the test command", () => {
  assert.match(read(".ci/run"), /^make test$/m);
});

test("the check sees a target in a code span", () => {
  assert.deepEqual(makeTargets("Run `make fly`, then make nothing.\n```\nmake swim\n```"), ["fly", "swim"]);
});
