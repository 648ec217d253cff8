/**
 * Puts the texts of `_locales` into a document. Where they come from is given, so that this file names no browser.
 *
 * A text may hold key caps in square brackets: "Press [Esc]." Everything else in it is plain text.
 */

/** @typedef {(key: string, ...substitutions: string[]) => string} Message "" for an unknown key */

const KEY_CAP = /\[([^\]]+)\]/;

/**
 * Fills every `data-i18n="key"` with its text and every `data-i18n-attr="attribute:key attribute:key"` with its
 * attributes. A document also gets the language and the direction of the texts, which need not be those of the
 * browser: where a translation is missing, the texts are English.
 * @param {Document | Element | DocumentFragment} root
 * @param {Message} message
 */
export function localise(root, message) {
  for (const element of root.querySelectorAll("[data-i18n]")) {
    setText(element, message(element.getAttribute("data-i18n") ?? ""));
  }
  for (const element of root.querySelectorAll("[data-i18n-attr]")) {
    for (const [attribute, key] of attributeKeys(element.getAttribute("data-i18n-attr") ?? "")) {
      element.setAttribute(attribute, message(key));
    }
  }
  if ("documentElement" in root) {
    root.documentElement.lang = message("language_tag");
    root.documentElement.dir = message("text_direction");
  }
}

/**
 * Replaces what an element holds by a text, its key caps drawn as keys.
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  const document = element.ownerDocument;
  element.replaceChildren(
    ...splitKeys(text).map(({ text: part, isKey }) => {
      if (!isKey) return document.createTextNode(part);
      const cap = document.createElement("kbd");
      cap.textContent = part;
      return cap;
    }),
  );
}

/**
 * @param {string} text
 * @returns {{ text: string, isKey: boolean }[]} the parts in order, none of them empty
 */
export function splitKeys(text) {
  return text
    .split(KEY_CAP)
    .map((part, index) => ({ text: part, isKey: index % 2 === 1 }))
    .filter(({ text: part }) => part !== "");
}

/**
 * @param {string} value of `data-i18n-attr`
 * @returns {[attribute: string, key: string][]}
 */
export function attributeKeys(value) {
  return value
    .split(/\s+/)
    .filter(Boolean)
    .map((pair) => {
      const [attribute, key = ""] = pair.split(":");
      return [attribute, key];
    });
}

/**
 * The tag with which numbers and dates are written: that of the browser where it is a variety of the texts' language.
 * @param {Message} message
 * @param {string} uiLanguage BCP 47 tag of the browser
 * @returns {string} BCP 47 tag
 */
export function formatLanguage(message, uiLanguage) {
  const tag = message("language_tag") || "en";
  return uiLanguage.toLowerCase().split("-")[0] === tag.toLowerCase().split("-")[0] ? uiLanguage : tag;
}
