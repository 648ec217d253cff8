/** Settings that whoever looks after the computer has fixed: shown as they are, with a note, and not to be changed. */
import { ask } from "./ask.js";
import { wording } from "./page.js";

/** Marks every control that `data-setting` or `data-key` names, space-separated. */
export async function showManaged() {
  const { managed = [] } = await ask("settings.get");
  for (const control of document.querySelectorAll("[data-setting], [data-key]")) {
    const names = (control.getAttribute("data-setting") ?? control.getAttribute("data-key") ?? "").split(" ");
    if (names.some((name) => managed.includes(name))) fix(/** @type {HTMLInputElement} */ (control));
  }
}

/** @param {HTMLInputElement | HTMLSelectElement | HTMLFieldSetElement} control */
function fix(control) {
  control.disabled = true;
  const note = document.createElement("p");
  note.className = "managed small";
  note.textContent = wording.message("managed_note");
  (control.closest("label") ?? control).after(note);
}
