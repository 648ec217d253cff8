/**
 * The state of the list in plain words. Pure.
 */
import { ago, counted, day, number, wholeDays } from "./words.js";

/** @typedef {import("./words.js").Wording} Wording */
/** @typedef {import("../../shared/messages.js").ListStatus} ListStatus */
/** @typedef {"good" | "note" | "attention"} Tone `attention`: the extension can't do its work */

/** How long the server's word that a list is the newest is good for (DESIGN §5: the timestamp role). */
const CONFIRMED_FOR_DAYS = 7;

/** The codes of `list/tuf/errors.js`, then those of `list/` itself, and their texts. */
export const REASONS = Object.freeze({
  unreachable: "reason_unreachable",
  expired: "reason_expired",
  "bad-signature": "reason_bad_signature",
  rollback: "reason_rollback",
  "mix-and-match": "reason_mix_and_match",
  "too-large": "reason_too_large",
  "bad-hash": "reason_bad_hash",
  "bad-metadata": "reason_bad_metadata",
  "no-target": "reason_no_target",
  "bad-list": "reason_bad_list",
  "not-stored": "reason_not_stored",
});

/**
 * @param {ListStatus} list
 * @returns {Tone}
 */
export function listTone({ state, entries }) {
  if (entries === 0) return "attention";
  return state === "current" ? "good" : "note";
}

/**
 * What the state means, in one or two sentences.
 * @param {ListStatus} list
 * @param {Wording} wording
 */
export function listText(list, wording) {
  if (list.entries === 0) return wording.message("list_empty");
  return [wording.message(`list_${list.state}`), reasonText(list, wording)].filter(Boolean).join(" ");
}

/**
 * @param {ListStatus} list
 * @param {Wording} wording
 * @returns {string} "" when there is nothing to explain
 */
export function reasonText({ state, reason }, { message }) {
  if (state === "current" || (state === "stale" && !reason)) return "";
  if (Object.hasOwn(REASONS, reason)) return message(REASONS[/** @type {keyof typeof REASONS} */ (reason)]);
  return message(state === "unreachable" ? "reason_unreachable" : "reason_other");
}

/**
 * Whole days since the server last vouched for the list that is in use.
 * @param {ListStatus} list
 * @param {number} now milliseconds since the epoch
 * @returns {number | null} null when the list says no date
 */
export function listAgeDays({ expires }, now) {
  const end = Date.parse(expires);
  if (Number.isNaN(end)) return null;
  return wholeDays(end - CONFIRMED_FOR_DAYS * 24 * 60 * 60 * 1000, now);
}

/**
 * One quiet line for the popup: what is wrong with the list, if anything, and how old it is.
 * @param {ListStatus} list
 * @param {number} now
 * @param {Wording} wording
 */
export function listLine(list, now, wording) {
  if (list.entries === 0) return wording.message("list_empty");
  const problem = list.state === "current" ? "" : wording.message(`list_line_${list.state}`);
  return [problem, ageText(list, now, wording)].filter(Boolean).join(" ");
}

/**
 * @param {ListStatus} list
 * @param {number} now
 * @param {Wording} wording
 */
function ageText(list, now, wording) {
  const days = listAgeDays(list, now);
  if (days === null) return "";
  return days === 0 ? wording.message("list_age_today") : counted(wording, "list_age", days);
}

/**
 * The rows of the details.
 * @param {ListStatus} list
 * @param {number} now
 * @param {Wording} wording
 * @returns {{ label: string, value: string }[]}
 */
export function listDetails({ version, entries, source, checkedAt, expires }, now, wording) {
  const { message } = wording;
  const end = Date.parse(expires);
  return [
    { label: message("list_version"), value: number(wording, version) },
    { label: message("list_entries"), value: number(wording, entries) },
    { label: message("list_source"), value: message(`list_source_${source}`) },
    { label: message("list_checked"), value: checkedAt === null ? message("list_checked_never") : ago(wording, checkedAt, now) },
    ...(Number.isNaN(end) ? [] : [{ label: message("list_expires"), value: day(wording, end) }]),
  ];
}
