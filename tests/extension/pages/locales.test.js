import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { attributeKeys } from "../../../extension/shared/i18n.js";
import { DECOYS, OTHER_LANDINGS } from "../../../extension/shared/decoys.js";
import { TEXTS } from "./texts.js";

const EXTENSION = fileURLToPath(new URL("../../../extension/", import.meta.url));
const read = (path) => readFileSync(EXTENSION + path, "utf8");
const files = readdirSync(`${EXTENSION}pages`, { recursive: true }).map((path) => `pages/${path}`);
const pages = files.filter((path) => path.endsWith(".html"));
const scripts = files.filter((path) => path.endsWith(".js"));

/** Texts whose keys are put together at run time, by the first part of the key. */
const COMPOSED = [
  "landing_", "count_", "trace_", "reason_", "list_", "fact_", "tone_", "glance_",
  "how_press_", "key_name_", "way_back_", "private_steps_", "shortcut_steps_", "access_steps_",
  "seen_looked_", "seen_found_", "arrival_cleared_", "older_found_", "older_stopped_", "older_done_",
];
/** Named by the manifest or by the browsers. */
const OUTSIDE = ["name", "description", "leave_command", "neutral_title", "leave_button", "container_name"];

const inPage = (html) => [
  ...[...html.matchAll(/data-i18n="([^"]+)"/g)].map(([, key]) => key),
  ...[...html.matchAll(/data-i18n-attr="([^"]+)"/g)].flatMap(([, value]) => attributeKeys(value).map(([, key]) => key)),
];

test("every text that a page asks for exists", () => {
  assert.equal(pages.length, 6);
  for (const page of pages) {
    const keys = inPage(read(page));
    assert.ok(keys.length > 0, page);
    for (const key of keys) assert.ok(Object.hasOwn(TEXTS, key), `${page}: ${key}`);
  }
});

test("every text that a script names exists", () => {
  for (const script of scripts) {
    for (const call of read(script).matchAll(/\bmessage\(([^()]*)\)/g)) {
      for (const [, key] of call[1].matchAll(/"(\w+_\w+)"/g)) assert.ok(Object.hasOwn(TEXTS, key), `${script}: ${key}`);
    }
  }
  for (const id of [...DECOYS.map((decoy) => decoy.id), ...OTHER_LANDINGS]) assert.ok(Object.hasOwn(TEXTS, `landing_${id}`), id);
});

test("no text is left over", () => {
  const used = new Set([...pages.flatMap((page) => inPage(read(page))), ...OUTSIDE]);
  const code = [...scripts.map(read), read("shared/i18n.js")].join("\n");
  const isUsed = (key) =>
    used.has(key) || code.includes(`"${key}"`) || COMPOSED.some((start) => key.startsWith(start));
  assert.deepEqual(Object.keys(TEXTS).filter((key) => !isUsed(key)), []);
});

test("every text tells translators what it is for, and names and shows its placeholders", () => {
  for (const [key, { message, description, placeholders = {} }] of Object.entries(TEXTS)) {
    assert.match(key, /^[a-z][a-z0-9_]*$/);
    assert.ok(message.trim() === message && message.length > 0, key);
    assert.ok(description?.length >= 12, key);
    const named = new Set([...message.matchAll(/\$(\w+)\$/g)].map(([, name]) => name.toLowerCase()));
    assert.deepEqual([...named].sort(), Object.keys(placeholders).sort(), key);
    for (const { content, example } of Object.values(placeholders)) assert.ok(/^\$\d$/.test(content) && example, key);
  }
});

test("pages hold no words of their own, no inline script and no inline style", () => {
  for (const page of pages) {
    const html = read(page);
    const words = html.replace(/<title[^>]*>Sidestep<\/title>/, "").replace(/<[^>]*>/g, "").trim();
    assert.equal(words.replace(/\s/g, ""), "", page);
    assert.doesNotMatch(html, /\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/, page);
    assert.doesNotMatch(html, /https?:/, page);
  }
});

test("tab titles are neutral, and the description fits the stores", () => {
  for (const key of Object.keys(TEXTS).filter((key) => key.startsWith("title_"))) {
    assert.match(TEXTS[key].message, /^Sidestep( (options|help))?$/);
  }
  assert.ok(TEXTS.description.message.length <= 132);
});
