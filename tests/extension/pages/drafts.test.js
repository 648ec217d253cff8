/**
 * Drafts of other languages stay outside the package until somebody stands for them. A draft may lack what was written since;
 * a language that ships may not (`structure/locales.test.js`).
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

import { TEXTS } from "./texts.js";

const PROJECT = fileURLToPath(new URL("../../../", import.meta.url));
const DRAFTS = `${PROJECT}locales-drafts/`;
const LANGUAGES = ["ar", "cy", "es", "fr", "pl"];
/** Written from right to left, of those above. */
const RIGHT_TO_LEFT = new Set(["ar"]);

const folders = (/** @type {string} */ path) =>
  readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
const json = (/** @type {string} */ path) => JSON.parse(readFileSync(path, "utf8"));
const reviews = json(`${DRAFTS}reviews.json`);

const placeholdersIn = (/** @type {string} */ text) => [...text.matchAll(/\$(\w+)\$/g)].map(([, name]) => name).sort();
const keyCapsIn = (/** @type {string} */ text) => [...text.matchAll(/\[([^\]]+)\]/g)].map(([, cap]) => cap).sort();

test("each language is a draft or reviewed by somebody who is named, never both and never neither", () => {
  const shipped = folders(`${PROJECT}extension/_locales`).filter((language) => language !== "en");
  assert.deepEqual([...folders(DRAFTS), ...shipped].sort(), LANGUAGES);
  assert.deepEqual(Object.keys(reviews).sort(), LANGUAGES);
  for (const language of shipped) {
    assert.ok(reviews[language]?.name && reviews[language]?.date, `${language} ships, but nobody stands for it`);
  }
});

for (const language of folders(DRAFTS)) {
  const draft = json(`${DRAFTS}${language}/messages.json`);

  test(`the draft ${language} has no text but those that there are, in their order`, () => {
    assert.deepEqual(Object.keys(draft), Object.keys(TEXTS).filter((key) => Object.hasOwn(draft, key)));
  });

  test(`the draft ${language} fills in the same, and draws the same keys`, () => {
    for (const [key, { message, placeholders }] of Object.entries(draft)) {
      assert.ok(message.trim() === message && message !== "", key);
      assert.deepEqual(placeholdersIn(message), placeholdersIn(TEXTS[key].message), key);
      assert.deepEqual(keyCapsIn(message), keyCapsIn(TEXTS[key].message), key);
      assert.deepEqual(placeholders, TEXTS[key].placeholders, key);
    }
  });

  test(`the draft ${language} says its language and direction, keeps the name, and has neutral titles`, () => {
    assert.equal(draft.language_tag.message, language);
    assert.equal(draft.text_direction.message, RIGHT_TO_LEFT.has(language) ? "rtl" : "ltr");
    for (const key of ["name", "title_welcome", "title_popup"]) assert.equal(draft[key].message, "Sidestep", key);
    assert.ok(draft.description.message.length <= 132, "as long as the stores allow");
  });

  test(`the draft ${language} is translated`, () => {
    const sentences = Object.keys(TEXTS).filter((key) => TEXTS[key].message.split(" ").length > 4);
    const same = sentences.filter((key) => draft[key]?.message === TEXTS[key].message);
    assert.deepEqual(same.filter((key) => key !== "menus_chromium"), []);
  });
}
