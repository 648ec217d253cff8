/** Which English texts each page can show: those of its HTML, and those that its scripts name or put together. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { attributeKeys } from "../../../extension/shared/i18n.js";
import { TEXTS } from "./texts.js";

const PAGES = fileURLToPath(new URL("../../../extension/pages/", import.meta.url));

/** Modules in `pages/shared/` whose texts a page shows. */
const SHARED = {
  welcome: ["landing.js", "key-words.js", "managed-note.js", "practice.js"],
  options: ["landing.js", "list-words.js", "key-words.js", "managed-note.js", "practice.js", "protect.js", "settings-form.js"],
  popup: ["list-words.js", "protect.js"],
  seen: [],
  help: ["key-words.js"],
  open: [],
};

/** @typedef {keyof typeof SHARED} Page */

export const PAGE_NAMES = /** @type {Page[]} */ (Object.keys(SHARED));

/**
 * @param {Page} page
 * @returns {{ key: string, text: string }[]} with examples in place of what is filled in, and key caps as words
 */
export function textsOf(page) {
  const html = readFileSync(`${PAGES}${page}/${page}.html`, "utf8");
  const scripts = [
    ...readdirSync(PAGES + page).filter((name) => name.endsWith(".js")).map((name) => `${page}/${name}`),
    ...SHARED[page].map((name) => `shared/${name}`),
  ];
  const code = scripts.map((path) => readFileSync(PAGES + path, "utf8")).join("\n");
  const starts = [...code.matchAll(/`([a-z_]*_)\$\{/g), ...code.matchAll(/"([a-z]+_steps)"/g)].map(([, start]) => start);
  const isShown = (/** @type {string} */ key) =>
    inHtml(html).has(key) || code.includes(`"${key}"`) || starts.some((start) => key.startsWith(start));
  return Object.keys(TEXTS).filter(isShown).map((key) => ({ key, text: spoken(key) }));
}

/** @param {string} html */
const inHtml = (html) =>
  new Set([
    ...[...html.matchAll(/data-i18n="([^"]+)"/g)].map(([, key]) => key),
    ...[...html.matchAll(/data-i18n-attr="([^"]+)"/g)].flatMap(([, value]) => attributeKeys(value).map(([, key]) => key)),
  ]);

/** @param {string} key */
function spoken(key) {
  const { message, placeholders = {} } = TEXTS[key];
  return message
    .replace(/\$(\w+)\$/g, (/** @type {string} */ _, /** @type {string} */ name) => placeholders[name.toLowerCase()].example)
    .replace(/\[([^\]]+)\]/g, "$1");
}
