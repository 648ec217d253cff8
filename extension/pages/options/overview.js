/** The overview of the options page. */
import { setText } from "../../shared/i18n.js";
import { DEFAULTS } from "../../shared/settings.js";
import { ask } from "../shared/ask.js";
import { listDetails } from "../shared/list-words.js";
import { byId, fillRows, menus, wording } from "../shared/page.js";
import { factsOf, overallTone } from "./facts.js";

/** @typedef {import("../../shared/messages.js").Status} Status */
/** @typedef {import("./facts.js").Fact} Fact */

const { message } = wording;

/** @type {string} what is shown, so that nothing is redrawn under the reader's hands without need */
let shown = "";

/** The last answer, and the key to leave by. @type {Status | undefined} */
let current;
let chosenKey = DEFAULTS.key;

/** @param {{ key: string }} settings */
export function showKey({ key }) {
  chosenKey = key;
  if (current) showStatus(current);
}

/** Asks how things are and shows it. */
export async function showOverview() {
  const status = await ask("status.get");
  if (status.error) byId("glance").textContent = message("no_answer");
  else showStatus(status);
}

/** @param {Status} status */
export function showStatus(status) {
  current = status;
  fillRows(byId("list-details"), listDetails(status.list, Date.now(), wording));
  const facts = factsOf(status, chosenKey, wording);
  if (JSON.stringify(facts) === shown) return;
  shown = JSON.stringify(facts);
  byId("glance").textContent = message(`glance_${overallTone(facts)}`);
  byId("facts").replaceChildren(...facts.map(line));
}

/** @param {Fact} fact */
function line({ id, tone, text, steps }) {
  const item = element("li", "fact");
  item.dataset.tone = tone;
  const name = element("h3", "", message(`fact_${id}`));
  const words = element("p");
  words.append(element("span", "unseen", `${message(`tone_${tone}`)} `), element("span", "", text));
  item.append(name, words);
  if (steps) item.append(instruction(steps));
  return item;
}

/** @param {string} steps */
function instruction(steps) {
  const details = element("details", "steps small");
  details.append(element("summary", "", message("how_to_change")), element("p", "", message(`${steps}_${menus}`)));
  return details;
}

/**
 * @param {string} tag
 * @param {string} [className]
 * @param {string} [text] may hold key caps
 */
function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  made.className = className;
  setText(made, text);
  return made;
}
