/**
 * Trying the key on a drawing. Nothing is opened, erased, asked or remembered.
 */
import { setText } from "../../shared/i18n.js";
import { byId, wording } from "../shared/page.js";

const { message } = wording;

/** @returns {{ showPlace(name: string): void }} */
export function startPractice() {
  const stage = byId("stage");
  const status = byId("practice-status");
  const again = byId("practice-again");
  let place = "";

  addEventListener("keydown", ({ key, isComposing }) => key === "Escape" && !isComposing && leave());
  byId("practice-button").addEventListener("click", leave);
  again.addEventListener("click", () => {
    stage.classList.remove("left");
    again.hidden = true;
    setText(status, message("practice_ready"));
    byId("practice-button").focus();
  });

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
  };
}
