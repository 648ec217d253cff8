/** Daily updates of the list, and the check that the person asks for. */
import { ask } from "../shared/ask.js";
import { listText } from "../shared/list-words.js";
import { byId, wording } from "../shared/page.js";

const { message } = wording;

/** @typedef {import("../../shared/messages.js").Status} Status */

/** @param {(status: Status) => void} onStatus told the new state after a check */
export async function startUpdates(onStatus) {
  const box = /** @type {HTMLInputElement} */ (byId("updates"));
  const button = byId("check");
  const status = byId("updates-status");
  box.addEventListener("change", saveChoice);
  button.addEventListener("click", check);
  const { settings } = await ask("settings.get");
  if (settings) box.checked = settings.updates;

  async function saveChoice() {
    const wanted = box.checked;
    const { error, settings: saved } = await ask("settings.set", { key: "updates", value: wanted });
    box.checked = error ? !wanted : saved.updates;
    status.textContent = message(error ? "no_answer" : box.checked ? "updates_saved_on" : "updates_saved_off");
  }

  async function check() {
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    status.textContent = message("check_running");
    const before = await ask("status.get");
    const list = await ask("list.check");
    status.textContent = list.error ? message("no_answer") : outcome(before.list, list);
    button.removeAttribute("aria-disabled");
    if (!before.error && !list.error) onStatus({ ...before, list });
  }
}

/**
 * @param {import("../../shared/messages.js").ListStatus | undefined} before
 * @param {import("../../shared/messages.js").ListStatus} list
 */
function outcome(before, list) {
  if (list.state !== "current") return listText(list, wording);
  return message(before?.version === list.version ? "check_same" : "check_new");
}
