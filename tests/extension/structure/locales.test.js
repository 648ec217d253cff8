import assert from "node:assert/strict";
import { test } from "node:test";
import { filesBelow, read, withoutComments } from "./source-tree.js";

const LANGUAGES = filesBelow("extension/_locales", "messages.json").map((path) => path.split("/")[0]);

/** @param {string} language */
const messagesOf = (language) => JSON.parse(read(`extension/_locales/${language}/messages.json`));

const english = messagesOf("en");

const html = filesBelow("extension", ".html").map((path) => read(`extension/${path}`)).join("\n");
const code = filesBelow("extension", ".js").map((path) => withoutComments(read(`extension/${path}`))).join("\n");
const manifest = read("extension/manifest.json");

/**
 * @param {string} text
 * @param {RegExp} pattern whose first group is what to collect
 */
const all = (text, pattern) => [...text.matchAll(pattern)].map(([, found]) => found);

/** The arguments of every call of `message`, one nested call deep. */
const calls = all(code, /\bmessage\(((?:[^()]|\([^()]*\))*)\)/g);

const asked = new Set([
  ...all(manifest, /__MSG_(\w+)__/g),
  ...all(html, /data-i18n="(\w+)"/g),
  ...all(html, /data-i18n-attr="[a-z-]+:(\w+)"/g),
  ...calls.flatMap((call) => all(call, /"([a-z]+(?:_[a-z0-9]+)+)"/g)),
]);

/** Keys that are put together: `list_${state}` is /^list_\w+$/. */
const composed = all(code, /`((?:\w|\$\{[^`{}]+\})*_(?:\w|\$\{[^`{}]+\})*)`/g)
  .filter((template) => /^\w*_\$\{/.test(template))
  .map((template) => new RegExp(`^${template.replace(/\$\{[^}]+\}/g, "\\w+")}$`));

test("every key that is asked for exists", () => {
  assert.ok(asked.size > 50, `only ${asked.size} found`);
  assert.deepEqual(
    [...asked].filter((key) => !Object.hasOwn(english, key)),
    [],
  );
});

test("every key that is put together exists for some value", () => {
  assert.ok(composed.length > 5, `only ${composed.length} found`);
  for (const pattern of composed) assert.ok(Object.keys(english).some((key) => pattern.test(key)), String(pattern));
});

test("no text is left over", () => {
  const named = (/** @type {string} */ key) => asked.has(key) || code.includes(`"${key}"`);
  const left = Object.keys(english).filter((key) => {
    const stem = key.replace(/_[a-z]+$/, "");
    return !named(key) && !named(stem) && !composed.some((pattern) => pattern.test(key));
  });
  assert.deepEqual(left, []);
});

test("every text says to translators what it is for", () => {
  for (const [key, { message, description }] of Object.entries(english)) {
    assert.ok(message?.trim(), `${key} has no text`);
    assert.ok(description?.trim(), `${key} has no description`);
  }
});

test("every placeholder of a text is declared, and every declared one is used", () => {
  for (const [key, { message, placeholders = {} }] of Object.entries(english)) {
    const used = [...message.matchAll(/\$([a-z_]\w*)\$/gi)].map(([, name]) => name.toLowerCase());
    assert.deepEqual([...new Set(used)].sort(), Object.keys(placeholders).sort(), key);
  }
});

for (const language of LANGUAGES) {
  test(`${language} has the keys of en`, () => {
    assert.deepEqual(Object.keys(messagesOf(language)).sort(), Object.keys(english).sort());
  });
}
