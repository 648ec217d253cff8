/**
 * Trying the key on a drawing. Nothing is opened, erased, asked or remembered.
 */
import { setText } from "../../shared/i18n.js";
import { KeyPress } from "../../shared/key-press.js";
import { DEFAULTS } from "../../shared/settings.js";
import { howToPress, isUsual } from "./key-words.js";
import { byId, wording } from "./page.js";

const { message } = wording;

/** What takes keys for itself: one that writes or chooses there is not meant for the drawing. */
const TAKES_KEYS = "input:not([type=checkbox]), select, textarea";

/** @returns {{ showPlace(name: string): void, chose(chosen: { key: string, press: string }): void }} */
export function startPractice() {
  const stage = byId("stage");
  const status = byId("practice-status");
  const again = byId("practice-again");
  let place = "";
  /** @type {{ key: string, press: string }} */
  let chosen = DEFAULTS;
  const press = new KeyPress({ config: () => chosen, done: leave });

  addEventListener("keydown", (event) => {
    const isMeantElsewhere = chosen.key !== "Escape" && /** @type {Element} */ (event.target).matches?.(TAKES_KEYS);
    if (!isMeantElsewhere && press.down(event)) event.preventDefault();
  });
  addEventListener("keyup", (event) => press.up(event));
  addEventListener("focus", () => press.focused());
  byId("practice-button").addEventListener("click", leave);
  again.addEventListener("click", () => {
    comeBack();
    byId("practice-button").focus();
  });
  comeBack();

  function comeBack() {
    stage.classList.remove("left");
    again.hidden = true;
    setText(status, isUsual(chosen) ? message("practice_ready") : howToPress(chosen, wording));
  }

  function leave() {
    stage.classList.add("left");
    again.hidden = false;
    setText(status, message("practice_done", place));
  }

  return {
    showPlace(name) {
      place = name;
      for (const element of stage.querySelectorAll(".place, .tab-place")) element.textContent = name;
      if (stage.classList.contains("left")) setText(status, message("practice_done", place));
    },
    chose({ key, press: how }) {
      if (key === chosen.key && how === chosen.press) return;
      chosen = { key, press: how };
      comeBack();
    },
  };
}
