/** Putting everything back. The extension starts anew then, and the browser closes this page. */
import { ask } from "../shared/ask.js";
import { byId, wording } from "../shared/page.js";

const { message } = wording;

export function startReset() {
  const question = byId("reset-confirm");
  const button = byId("reset");
  button.addEventListener("click", () => {
    question.hidden = false;
    byId("reset-status").textContent = "";
    byId("reset-no").focus();
  });
  byId("reset-no").addEventListener("click", () => {
    question.hidden = true;
    button.focus();
  });
  byId("reset-yes").addEventListener("click", async () => {
    question.hidden = true;
    byId("reset-status").textContent = message("reset_running");
    const { error } = await ask("reset.all");
    if (error) byId("reset-status").textContent = message("no_answer");
  });
}
