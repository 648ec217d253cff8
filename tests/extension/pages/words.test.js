import assert from "node:assert/strict";
import { test } from "node:test";

import { readAddress } from "../../../extension/pages/shared/own-address.js";
import { ago, counted, hostOf, wholeDays } from "../../../extension/pages/shared/words.js";
import { attributeKeys, formatLanguage, splitKeys } from "../../../extension/shared/i18n.js";
import { message, wording } from "./texts.js";

const DAY_MS = 86_400_000;

test("time passed is said in the largest unit, and a clock set back is not the future", () => {
  assert.equal(ago(wording, 0, 30_000), "now");
  assert.equal(ago(wording, 0, 5 * 60_000), "5 minutes ago");
  assert.equal(ago(wording, 0, 23.9 * 3_600_000), "23 hours ago");
  assert.equal(ago(wording, 0, DAY_MS), "yesterday");
  assert.equal(ago(wording, 0, 12 * DAY_MS), "12 days ago");
  assert.equal(ago(wording, DAY_MS, 0), "now");
  assert.equal(wholeDays(DAY_MS, 0), 0);
});

test("a language with more plurals than its texts falls back to the general one", () => {
  const polish = { language: "pl", message: (key, n) => (key === "x_other" ? `${n} inne` : "") };
  assert.equal(counted(polish, "x", 3), "3 inne");
  assert.equal(counted({ ...polish, message: (key, n) => (key === "x_few" ? `${n} kilka` : "?") }, "x", 3), "3 kilka");
});

test("numbers and dates follow the texts' language, in the browser's variety of it", () => {
  assert.equal(formatLanguage(message, "en-GB"), "en-GB");
  assert.equal(formatLanguage(message, "fr"), "en");
});

test("key caps are told from text", () => {
  assert.deepEqual(splitKeys("Press [Esc] now."), [
    { text: "Press ", isKey: false },
    { text: "Esc", isKey: true },
    { text: " now.", isKey: false },
  ]);
  assert.deepEqual(splitKeys("[Alt+Q]"), [{ text: "Alt+Q", isKey: true }]);
  assert.deepEqual(splitKeys("a ] b [ c"), [{ text: "a ] b [ c", isKey: false }]);
});

test("attributes are named with their texts", () => {
  assert.deepEqual(attributeKeys(" aria-label:a  title:b "), [["aria-label", "a"], ["title", "b"]]);
});

test("an own address is taken as people type it", () => {
  assert.equal(readAddress(" example.org "), "https://example.org/");
  assert.equal(readAddress("http://example.org/a?b"), "http://example.org/a?b");
  assert.equal(readAddress("example.org:8443/x"), "https://example.org:8443/x");
  assert.equal(readAddress("https://bücher.example"), "https://xn--bcher-kva.example/");
});

test("what is no web page is no address", () => {
  const bad = ["", "weather", "my weather.org", "javascript:alert(1)", "mailto:a@b.example", "ftp://a.example", "about:blank", "https://u:p@a.example"];
  for (const typed of bad) assert.equal(readAddress(typed), null, typed);
});

test("a host is written as people say it", () => {
  assert.equal(hostOf("https://www.bbc.com/weather"), "bbc.com");
});
