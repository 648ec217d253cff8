import assert from "node:assert/strict";
import { test } from "node:test";
import { filesBelow, folderOf, read, withoutComments } from "./source-tree.js";

const NAMES_IT = new Set(["platform", "content"]);
const EXTENSION_OBJECT = /(?<![\w."'`/-])(?:chrome|browser)\s*(?:\?\.|\.|\[)|globalThis\.(?:chrome|browser)\b/;

/** @param {string} code */
const names = (code) => EXTENSION_OBJECT.test(withoutComments(code));

test("only platform/ and the content scripts name the browser's extension object", () => {
  const others = filesBelow("extension", ".js").filter((path) => !NAMES_IT.has(folderOf(path)));
  assert.deepEqual(
    others.filter((path) => names(read(`extension/${path}`))),
    [],
  );
});

test("platform/api.js is the only module of platform/ that does", () => {
  const naming = filesBelow("extension/platform", ".js").filter((path) => names(read(`extension/platform/${path}`)));
  assert.deepEqual(naming, ["api.js"]);
});

test("the check sees the object and passes over words and types", () => {
  assert.ok(names("chrome.tabs.create({})"));
  assert.ok(names("await browser?.tabs.query({})"));
  assert.ok(!names("/** @type {typeof chrome.tabs} */ let tabs;"));
  assert.ok(!names("// chrome.tabs does that\nlet x;"));
});
