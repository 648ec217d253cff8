/**
 * Whether a search holds a whole term of the list. Word by word, never a part of a word: "stalking" is not in
 * "stalkingsson". `tests/fixtures/searches.json` holds a case for each rule. Pure.
 *
 * Each term is compared by the rules of its own language: letters that people leave their marks off when they type fast,
 * and where a word begins in a language that writes none of the gaps.
 */

/** @typedef {{ term: string, language: string }} SearchTerm `language` as in BCP 47, such as `en` */

/** Written without gaps: the browser's own dictionary says where words begin (ECMA-402, `Intl.Segmenter`). */
const WITHOUT_GAPS = new Set(["zh", "ja", "th", "lo", "km", "my", "yue"]);
/** A mark makes another letter there, not a variant of one: "för" is not "for". */
const MARKS_COUNT = new Set(["sv", "fi", "nb", "nn", "no", "da", "et", "is", "hi", "bn", "ta", "te", "ml", "kn", "gu", "pa", "mr", "ne", "si"]);
/** A person without an umlaut on the keyboard writes two letters. */
const TWO_LETTERS = Object.freeze(/** @type {Record<string, string>} */ ({ ä: "ae", ö: "oe", ü: "ue", ß: "ss" }));
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/**
 * @param {readonly SearchTerm[]} terms
 * @returns {(query: string) => boolean} whether `query` holds one of them
 */
export function termMatcher(terms) {
  /** @type {Map<string, Map<string, string[][]>>} */
  const languages = new Map();
  for (const { term, language } of terms) {
    const words = wordsOf(term, language);
    if (words.length === 0) continue;
    const starts = languages.get(language) ?? new Map();
    starts.set(words[0], [...(starts.get(words[0]) ?? []), words]);
    languages.set(language, starts);
  }
  return (query) => [...languages].some(([language, starts]) => holdsOne(wordsOf(query, language), starts));
}

/**
 * @param {string[]} words
 * @param {Map<string, string[][]>} starts the terms by their first word
 */
function holdsOne(words, starts) {
  return words.some((word, at) => starts.get(word)?.some((term) => term.every((part, next) => words[at + next] === part)));
}

/**
 * @param {string} text
 * @param {string} language
 * @returns {string[]} in the one form in which words are compared
 */
export function wordsOf(text, language) {
  const base = language.split("-", 1)[0].toLowerCase();
  const plain = folded(text.normalize("NFKC").toLocaleLowerCase(base || "en"), base);
  if (!WITHOUT_GAPS.has(base)) return plain.match(WORD) ?? [];
  const parts = new Intl.Segmenter(base, { granularity: "word" }).segment(plain);
  return [...parts].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
}

/**
 * @param {string} text in lower case
 * @param {string} language its first subtag
 */
function folded(text, language) {
  if (language === "de") return text.replace(/[äöüß]/g, (letter) => TWO_LETTERS[letter]);
  if (MARKS_COUNT.has(language)) return text;
  return text.replace(/[’']/g, "").normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC").replace(/ı/g, "i").replace(/ł/g, "l");
}
