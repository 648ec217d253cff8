/**
 * Numbers, days and hosts as words. Pure: language, texts and time are given.
 */

/** @typedef {import("../../shared/i18n.js").Message} Message */
/** @typedef {{ message: Message, language: string }} Wording the texts, and the BCP 47 tag for numbers and dates */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * @param {Wording} wording
 * @param {string} key has a text for each plural category of the language: `key_one`, `key_other`, …
 * @param {number} count
 * @returns {string}
 */
export function counted({ message, language }, key, count) {
  const category = new Intl.PluralRules(language).select(count);
  const shown = number({ message, language }, count);
  return message(`${key}_${category}`, shown) || message(`${key}_other`, shown);
}

/**
 * @param {Wording} wording
 * @param {number} value
 */
export const number = ({ language }, value) => new Intl.NumberFormat(language).format(value);

/**
 * @param {Wording} wording
 * @param {number | Date} instant
 * @returns {string} such as "24 November 2025"
 */
export const day = ({ language }, instant) => new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(instant);

/**
 * How long ago, in the largest unit that fits: "3 hours ago".
 * @param {Wording} wording
 * @param {number} instant milliseconds since the epoch
 * @param {number} now
 */
export function ago({ language }, instant, now) {
  const passed = Math.max(0, now - instant);
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  if (passed < MINUTE_MS) return format.format(0, "second");
  if (passed < HOUR_MS) return format.format(-Math.floor(passed / MINUTE_MS), "minute");
  if (passed < DAY_MS) return format.format(-Math.floor(passed / HOUR_MS), "hour");
  return format.format(-Math.floor(passed / DAY_MS), "day");
}

/**
 * @param {number} from milliseconds since the epoch
 * @param {number} to
 * @returns {number} whole days between, 0 when `to` lies before `from`
 */
export const wholeDays = (from, to) => Math.max(0, Math.floor((to - from) / DAY_MS));

/**
 * @param {string} url
 * @returns {string} the host as a person says it
 */
export const hostOf = (url) => new URL(url).host.replace(/^www\./, "");
