import assert from "node:assert/strict";
import { test } from "node:test";

import * as errors from "../../../extension/list/tuf/errors.js";
import { BadListError } from "../../../extension/list/list-format.js";
import { listAgeDays, listDetails, listLine, listText, listTone, REASONS } from "../../../extension/pages/shared/list-words.js";
import { message, wording } from "./texts.js";

const NOW = Date.parse("2025-11-24T12:00:00Z");
const DAY_MS = 86_400_000;
const list = (changes = {}) => ({
  version: 4,
  entries: 1280,
  expires: new Date(NOW + 7 * DAY_MS).toISOString(),
  source: "updated",
  state: "current",
  reason: "",
  checkedAt: NOW - 3 * 3_600_000,
  ...changes,
});

/** @returns {string[]} the codes that the update client can give */
function codesOfErrors() {
  const classes = Object.values(errors).filter((made) => made !== errors.TufError);
  return [...classes, BadListError].map((Made) => new Made("").code).concat("not-stored");
}

test("every reason for which an update can fail has a text of its own", () => {
  const codes = codesOfErrors();
  assert.ok(codes.length >= 9);
  assert.deepEqual(Object.keys(REASONS).sort(), codes.sort());
  const texts = Object.values(REASONS).map((key) => message(key));
  assert.equal(new Set(texts).size, texts.length);
  assert.ok(texts.every(Boolean));
});

test("a list that is current needs no explanation", () => {
  assert.equal(listText(list(), wording), message("list_current"));
  assert.equal(listTone(list()), "good");
});

test("a refused update says why, and that the last good list protects", () => {
  const refused = list({ state: "refused", reason: "rollback" });
  assert.equal(listText(refused, wording), `${message("list_refused")} ${message("reason_rollback")}`);
  assert.match(listText(refused, wording), /still protects/);
  assert.equal(listTone(refused), "note");
});

test("a reason that nobody knows still gets words, never its code", () => {
  for (const reason of ["no-such-reason", "toString", ""]) {
    const text = listText(list({ state: "refused", reason }), wording);
    assert.equal(text, `${message("list_refused")} ${message("reason_other")}`);
  }
  assert.match(listText(list({ state: "unreachable" }), wording), /did not answer/);
});

test("a list past its date says so, and the cause when one is known", () => {
  assert.equal(listText(list({ state: "stale" }), wording), message("list_stale"));
  const text = listText(list({ state: "stale", reason: "unreachable" }), wording);
  assert.equal(text, `${message("list_stale")} ${message("reason_unreachable")}`);
});

test("an empty list is not called protection", () => {
  assert.equal(listTone(list({ entries: 0 })), "attention");
  assert.equal(listText(list({ entries: 0 }), wording), message("list_empty"));
});

test("a list is as old as the server's last word about it", () => {
  assert.equal(listAgeDays(list(), NOW), 0);
  assert.equal(listAgeDays(list({ expires: new Date(NOW + 5.5 * DAY_MS).toISOString() }), NOW), 1);
  assert.equal(listAgeDays(list({ expires: new Date(NOW - 5 * DAY_MS).toISOString() }), NOW), 12);
  assert.equal(listAgeDays(list({ expires: new Date(NOW + 300 * DAY_MS).toISOString() }), NOW), 0);
  assert.equal(listAgeDays(list({ expires: "" }), NOW), null);
});

test("the popup's line is the age, after what is wrong if anything is", () => {
  assert.equal(listLine(list(), NOW, wording), "The list is less than a day old.");
  const yesterday = list({ expires: new Date(NOW + 6 * DAY_MS).toISOString() });
  assert.equal(listLine(yesterday, NOW, wording), "The list is 1 day old.");
  const stale = list({ state: "stale", expires: new Date(NOW - 5 * DAY_MS).toISOString() });
  assert.equal(listLine(stale, NOW, wording), "The list is past its date. The list is 12 days old.");
  assert.equal(listLine(list({ expires: "?" }), NOW, wording), "");
});

test("the details say version, size, source, last check and date", () => {
  const values = listDetails(list(), NOW, wording).map(({ value }) => value);
  assert.deepEqual(values, ["4", "1,280", message("list_source_updated"), "3 hours ago", "1 December 2025"]);
  const bundled = listDetails(list({ source: "bundled", checkedAt: null, expires: "" }), NOW, wording);
  assert.deepEqual(bundled.map(({ value }) => value), ["4", "1,280", message("list_source_bundled"), "Not yet"]);
});
