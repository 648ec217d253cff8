/** The neutral question how a page should open. It knows no address: the answer goes by the tab that asks. */
import { ask } from "../shared/ask.js";
import { byId, wording } from "../shared/page.js";

ask("handoff.state").then(({ place }) => {
  if (place !== "container") return;
  byId("open-lead").textContent = wording.message("open_lead_container");
  byId("open-away").textContent = wording.message("open_container");
});
for (const button of document.querySelectorAll("[data-answer]")) button.addEventListener("click", () => answer(button));

/** @param {Element} button */
async function answer(button) {
  const { error } = await ask("handoff.answer", { answer: button.getAttribute("data-answer") });
  if (error) byId("open-status").textContent = wording.message("no_answer");
}
