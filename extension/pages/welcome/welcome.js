/** The first screen. Asks nothing that could not be skipped. */
import { setText } from "../../shared/i18n.js";
import { ask } from "../shared/ask.js";
import { startLanding } from "../shared/landing.js";
import { showManaged } from "../shared/managed-note.js";
import { byId, menus, wording } from "../shared/page.js";
import { keyCap } from "../shared/key-words.js";
import { startPractice } from "../shared/practice.js";
import { counted } from "../shared/words.js";

const { message } = wording;

const practice = startPractice();
startLanding((place) => practice.showPlace(place));

setText(firstText("private-steps"), message(`private_steps_${menus}`));
setText(firstText("command-steps"), message(`shortcut_steps_${menus}`));
showStatus();
showKey();
showManaged();
// The person comes back from the browser's own pages, where access and keys are set.
addEventListener("focus", showStatus);

byId("ready").addEventListener("click", async () => {
  const { error } = await ask("settings.set", { key: "welcomed", value: true });
  const isAsked = /** @type {HTMLInputElement} */ (byId("arrival")).checked;
  const cleared = !error && isAsked ? [await clearArrival()] : [];
  byId("ready-status").textContent = [message(error ? "no_answer" : "ready_done"), ...cleared].join(" ");
});

/** @returns {Promise<string>} what came of it */
async function clearArrival() {
  const { error, removed, remaining } = await ask("arrival.erase");
  if (error || remaining > 0) return message("arrival_left");
  return removed === 0 ? message("arrival_none") : counted(wording, "arrival_cleared", removed);
}

async function showStatus() {
  const { error, privateAccess, shortcut } = await ask("status.get");
  if (error) return;
  setText(byId("command"), shortcut ? message("key_command", shortcut) : message("key_command_none"));
  byId("command-steps").hidden = false;
  const tone = privateAccess ? "good" : "note";
  if (byId("private-fact").dataset.tone !== tone) showPrivateAccess(privateAccess, tone);
}

/** Who has chosen another key reads of that one. */
async function showKey() {
  const { settings } = await ask("settings.get");
  if (!settings) return;
  practice.chose(settings);
  if (settings.key === "Escape") return;
  setText(byId("key"), message("key_other", keyCap(settings.key, wording)));
  byId("key-more").hidden = true;
}

/**
 * @param {boolean} privateAccess
 * @param {import("../shared/list-words.js").Tone} tone
 */
function showPrivateAccess(privateAccess, tone) {
  byId("private-fact").hidden = false;
  byId("private-fact").dataset.tone = tone;
  byId("private-tone").textContent = `${message(`tone_${tone}`)} `;
  byId("private-text").textContent = message(privateAccess ? "private_yes" : "private_no");
  byId("private-steps").hidden = privateAccess;
}

/** @param {string} id */
function firstText(id) {
  return /** @type {Element} */ (byId(id).querySelector("p"));
}
