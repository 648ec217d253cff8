import assert from "node:assert/strict";
import { test } from "node:test";
import { MESSAGES } from "../../../extension/shared/messages.js";
import { filesBelow, read, withoutComments } from "./source-tree.js";

const NAME = /^[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*$/;

/**
 * @param {string} folder below `extension/`
 * @returns {string[]} the message names that its code sends
 */
function sentFrom(folder) {
  const sent = filesBelow(`extension/${folder}`, ".js").flatMap((path) => {
    const code = withoutComments(read(`extension/${folder}/${path}`));
    return [...code.matchAll(/(?:\btype:\s*|\bsend\(\s*)["'`]([^"'`]+)["'`]/g)].map(([, name]) => name);
  });
  return [...new Set(sent)].filter((name) => NAME.test(name)).sort();
}

/** @param {"content" | "extension"} trust */
const namesFrom = (trust) => Object.keys(MESSAGES).filter((name) => MESSAGES[name].from === trust);

test("names are written in one way, trust levels are known", () => {
  for (const [name, { from }] of Object.entries(MESSAGES)) {
    assert.match(name, NAME);
    assert.ok(["content", "extension"].includes(from), name);
  }
});

test("content scripts send what a content script may send, all of it", () => {
  assert.deepEqual(sentFrom("content"), namesFrom("content").sort());
});

test("pages send only what a page may send", () => {
  const allowed = new Set(namesFrom("extension"));
  assert.deepEqual(
    sentFrom("pages").filter((name) => !allowed.has(name)),
    [],
  );
});

test("every message has a handler", () => {
  const handlers = ["background", "escape"].flatMap((folder) =>
    filesBelow(`extension/${folder}`, ".js").map((path) => withoutComments(read(`extension/${folder}/${path}`))),
  );
  const unhandled = Object.keys(MESSAGES).filter((name) => !handlers.some((code) => code.includes(`"${name}": `)));
  assert.deepEqual(unhandled, []);
});
