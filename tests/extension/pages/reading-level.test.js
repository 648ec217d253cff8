/**
 * Words for somebody who is twelve, tired or frightened: the school grade of every longer English text, by the formula
 * of Flesch and Kincaid (U.S. grades; the seventh is for twelve-year-olds).
 */
import assert from "node:assert/strict";
import { test } from "node:test";

import { fleschKincaid } from "flesch-kincaid";
import { syllable } from "syllable";

import { PAGE_NAMES, textsOf } from "./page-texts.js";
import { TEXTS } from "./texts.js";

const HIGHEST_GRADE = 7;
/** Shorter ones are headings, labels and lists, whose grade says nothing. */
const MEASURED_FROM_WORDS = 12;

/** Texts above the grade, each with the long words that it cannot do without. */
const HARDER = Object.freeze(/** @type {Record<string, string>} */ ({}));

const wordsOf = (/** @type {string} */ text) => text.match(/[\p{L}\p{N}][\p{L}\p{N}’'.-]*/gu) ?? [];
const sentencesOf = (/** @type {string} */ text) => text.split(/[.?!:…]+(?:[”’)]*)(?:\s|$)/).filter((part) => part.trim());
const syllablesOf = (/** @type {string} */ text) => wordsOf(text).reduce((sum, word) => sum + Math.max(1, syllable(word)), 0);
const isMeasured = ({ text }) => wordsOf(text).length >= MEASURED_FROM_WORDS;

/** @param {string[]} texts */
function gradeOf(texts) {
  const sum = (/** @type {(text: string) => number} */ count) => texts.reduce((total, text) => total + count(text), 0);
  return fleschKincaid({
    sentence: sum((text) => sentencesOf(text).length),
    word: sum((text) => wordsOf(text).length),
    syllable: sum(syllablesOf),
  });
}

test("the measure tells a plain text from a hard one", () => {
  assert.ok(gradeOf(["Press the key and the page is gone. Then it clears that visit."]) < 4);
  assert.ok(gradeOf(["Notwithstanding considerable organisational complexity, administrators reconfigure authentication."]) > 14);
  assert.equal(sentencesOf("Press F9. Choose “Allow.” Then wait…").length, 3);
});

for (const page of PAGE_NAMES) {
  test(`the page ${page} reads at grade ${HIGHEST_GRADE} or below`, (context) => {
    const texts = textsOf(page).filter(isMeasured).map(({ text }) => text);
    if (texts.length === 0) return context.diagnostic("nothing to measure: only short texts");
    const grade = gradeOf(texts);
    context.diagnostic(`${texts.length} texts, grade ${grade.toFixed(1)}`);
    assert.ok(grade <= HIGHEST_GRADE, `grade ${grade.toFixed(1)}`);
  });
}

test("every longer text reads at that grade, the named ones apart", (context) => {
  const all = PAGE_NAMES.flatMap(textsOf).filter(isMeasured);
  const texts = new Map(all.map(({ key, text }) => [key, text]));
  assert.ok(texts.size > 60, `only ${texts.size} texts found`);
  const above = [...texts].filter(([, text]) => gradeOf([text]) > HIGHEST_GRADE).map(([key]) => key);
  for (const key of above) context.diagnostic(`${key}: grade ${gradeOf([texts.get(key) ?? ""]).toFixed(1)}`);
  assert.deepEqual(above.sort(), Object.keys(HARDER).sort());
});

test("every longer text belongs to a page or to the browser's own lists", () => {
  const shown = new Set(PAGE_NAMES.flatMap(textsOf).map(({ key }) => key));
  const left = Object.keys(TEXTS).filter((key) => !shown.has(key) && wordsOf(TEXTS[key].message).length >= MEASURED_FROM_WORDS);
  assert.deepEqual(left.filter((key) => !["description"].includes(key)), []);
});
