import assert from "node:assert/strict";
import { test } from "node:test";
import { filesBelow, read } from "./source-tree.js";

/** Above this somebody has to split the file. */
const MOST_LINES = 300;
const MEDIAN_LINES = 100;

const sources = [
  ...filesBelow("extension", ".js").map((path) => `extension/${path}`),
  ...filesBelow("companion", ".py").map((path) => `companion/${path}`),
  ...filesBelow("tools", ".py").map((path) => `tools/${path}`),
  ...filesBelow("demo", ".py").map((path) => `demo/${path}`),
];

/** @param {string} path */
const lines = (path) => read(path).split("\n").length - 1;

test("no source file is too long to review", () => {
  assert.deepEqual(
    sources.filter((path) => lines(path) > MOST_LINES),
    [],
  );
});

test("most source files fit on two screens", () => {
  const sorted = sources.map(lines).sort((a, b) => a - b);
  assert.ok(sorted[sorted.length >> 1] < MEDIAN_LINES, `median ${sorted[sorted.length >> 1]}`);
});

test("names are kebab-case in JavaScript and snake_case in Python", () => {
  const odd = sources.filter((path) => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    return !(name.endsWith(".js") ? /^[a-z0-9]+(-[a-z0-9]+)*\.js$/ : /^_{0,2}[a-z0-9]+(_[a-z0-9]+)*(__)?\.py$/).test(name);
  });
  assert.deepEqual(odd, []);
});
