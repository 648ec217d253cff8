/**
 * The overview: what is to be known about the state of protection, one fact a line. Pure.
 */
import { keyCap } from "../shared/key-words.js";
import { listText, listTone } from "../shared/list-words.js";

/** @typedef {import("../shared/list-words.js").Tone} Tone */
/** @typedef {import("../../shared/messages.js").Status} Status */

/**
 * @typedef {object} Fact
 * @property {"list" | "key" | "private" | "access"} id
 * @property {Tone} tone
 * @property {string} text may hold key caps
 * @property {string | null} steps first part of the keys of the texts that say how to change it, null: nothing to do
 */

/**
 * @param {Status} status
 * @param {string} key the one to leave by, as `KeyboardEvent.key` names it
 * @param {import("../shared/words.js").Wording} wording
 * @returns {Fact[]} what needs the person first
 */
export function factsOf({ list, shortcut, privateAccess, hostAccess }, key, wording) {
  const { message } = wording;
  /** @type {Fact[]} */
  const facts = [
    {
      id: "access",
      tone: hostAccess ? "good" : "attention",
      text: message(hostAccess ? "access_yes" : "access_no"),
      steps: hostAccess ? null : "access_steps",
    },
    { id: "list", tone: listTone(list), text: listText(list, wording), steps: null },
    {
      id: "key",
      tone: shortcut ? "good" : "note",
      text: keyText(shortcut, key, wording),
      steps: "shortcut_steps",
    },
    {
      id: "private",
      tone: privateAccess ? "good" : "note",
      text: message(privateAccess ? "private_yes" : "private_no"),
      steps: privateAccess ? null : "private_steps",
    },
  ];
  return facts.toSorted((a, b) => URGENCY[a.tone] - URGENCY[b.tone]);
}

/**
 * @param {string} shortcut
 * @param {string} key
 * @param {import("../shared/words.js").Wording} wording
 */
function keyText(shortcut, key, wording) {
  const { message } = wording;
  if (key === "Escape") return shortcut ? message("key_fact_set", shortcut) : message("key_fact_unset");
  const cap = keyCap(key, wording);
  return shortcut ? message("key_fact_other_set", cap, shortcut) : message("key_fact_other_unset", cap);
}

/** @type {Record<Tone, number>} */
const URGENCY = { attention: 0, note: 1, good: 1 };

/**
 * @param {Fact[]} facts
 * @returns {Tone} the most urgent one
 */
export function overallTone(facts) {
  if (facts.some(({ tone }) => tone === "attention")) return "attention";
  return facts.some(({ tone }) => tone === "note") ? "note" : "good";
}
