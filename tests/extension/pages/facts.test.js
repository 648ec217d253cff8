import assert from "node:assert/strict";
import { test } from "node:test";

import { factsOf, overallTone } from "../../../extension/pages/options/facts.js";
import { message, TEXTS, wording } from "./texts.js";

const status = (changes = {}) => ({
  list: { version: 1, entries: 3, expires: "", source: "bundled", state: "current", reason: "", checkedAt: null },
  shortcut: "Alt+Q",
  privateAccess: true,
  hostAccess: true,
  lastSweep: null,
  ...changes,
});
const fact = (id, changes) => factsOf(status(changes), "Escape", wording).find((one) => one.id === id);

test("when all is well nothing asks for the person", () => {
  const facts = factsOf(status(), "Escape", wording);
  assert.deepEqual(facts.map(({ id }) => id).sort(), ["access", "key", "list", "private"]);
  assert.equal(overallTone(facts), "good");
  assert.ok(facts.every(({ text }) => text));
});

test("missing private access and a missing shortcut are hints with instructions", () => {
  assert.equal(overallTone(factsOf(status({ privateAccess: false }), "Escape", wording)), "note");
  assert.equal(fact("private", { privateAccess: false }).steps, "private_steps");
  assert.equal(fact("key", { shortcut: "" }).tone, "note");
  assert.equal(fact("key", { shortcut: "" }).text, message("key_fact_unset"));
  assert.match(fact("key", {}).text, /\[Alt\+Q\]/);
});

test("another key than Esc is named as it is on the keyboard", () => {
  const text = (key, shortcut) => factsOf(status({ shortcut }), key, wording).find(({ id }) => id === "key").text;
  assert.match(text("F8", "Alt+Q"), /^\[F8\].*\[Alt\+Q\]/);
  assert.match(text("F8", ""), /^\[F8\] on pages of the list\. No shortcut/);
});

test("withdrawn access to sites needs the person, and comes first", () => {
  const facts = factsOf(status({ hostAccess: false, privateAccess: false }), "Escape", wording);
  assert.equal(facts[0].id, "access");
  assert.equal(overallTone(facts), "attention");
});

test("an erasing of this session never shows in the overview", () => {
  const lastSweep = { state: "remains", traces: [{ kind: "history", removed: 9, remaining: 1, error: "" }] };
  assert.deepEqual(factsOf(status({ lastSweep }), "Escape", wording), factsOf(status(), "Escape", wording));
});

test("each instruction exists for the menus of both browsers", () => {
  const bad = status({ hostAccess: false, privateAccess: false, shortcut: "" });
  const steps = factsOf(bad, "Escape", wording).flatMap((one) => one.steps ?? []);
  assert.equal(steps.length, 3);
  for (const key of steps) for (const menus of ["chromium", "firefox"]) assert.ok(TEXTS[`${key}_${menus}`], key);
});
