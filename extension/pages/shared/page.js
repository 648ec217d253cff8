/**
 * What every page does first: texts, the language for numbers, and the instructions of this browser's menus.
 */
import { message, uiLanguage } from "../../platform/i18n.js";
import { formatLanguage, localise } from "../../shared/i18n.js";

/** @type {import("./words.js").Wording} */
export const wording = { message, language: formatLanguage(message, uiLanguage) };

/**
 * Which browser's menus an instruction should name. A question about words, so the scheme of our own pages is enough.
 * @type {"firefox" | "chromium"}
 */
export const menus = location.protocol === "moz-extension:" ? "firefox" : "chromium";

localise(document, message);

/**
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} id
 * @returns {T}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no element ${id}`);
  return /** @type {T} */ (element);
}

/**
 * @param {Element} list a `<dl>`
 * @param {{ label: string, value: string }[]} rows
 */
export function fillRows(list, rows) {
  list.replaceChildren(
    ...rows.flatMap(({ label, value }) => [withText("dt", label), withText("dd", value)]),
  );
}

/**
 * @param {string} tag
 * @param {string} text
 */
function withText(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}
