/** The shipped English texts, as a browser would give them. */
import { readFileSync } from "node:fs";

export const TEXTS = JSON.parse(
  readFileSync(new URL("../../../extension/_locales/en/messages.json", import.meta.url), "utf8"),
);

/** @type {import("../../../extension/shared/i18n.js").Message} */
export function message(key, ...substitutions) {
  if (!Object.hasOwn(TEXTS, key)) return "";
  const { message: text, placeholders = {} } = TEXTS[key];
  return text.replace(/\$(\w+)\$/g, (_, name) => {
    const { content } = placeholders[name.toLowerCase()];
    return substitutions[Number(content.slice(1)) - 1] ?? "";
  });
}

export const wording = { message, language: "en-GB" };
