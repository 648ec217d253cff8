/**
 * "Clear now". The result is counts, shown only to who asked, and gone as soon as the page is out of sight.
 */
import { ask } from "../shared/ask.js";
import { byId, fillRows, wording } from "../shared/page.js";
import { sweepHeadline, sweepRows } from "./sweep-words.js";

const { message } = wording;

export function startClearing() {
  const button = byId("clear");
  button.addEventListener("click", async () => {
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    forget();
    byId("clear-status").textContent = message("clear_running");
    const { error, sweep } = await ask("sweep.now");
    button.removeAttribute("aria-disabled");
    if (error) byId("clear-status").textContent = message("no_answer");
    else if (document.visibilityState === "visible") show(sweep);
    else forget();
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && forget());
}

/** @param {import("../../shared/messages.js").SweepResult} sweep */
function show(sweep) {
  byId("clear-status").textContent = sweepHeadline(sweep, wording);
  fillRows(byId("clear-rows"), sweepRows(sweep, wording));
  byId("clear-result").hidden = sweep.traces.length === 0;
}

function forget() {
  byId("clear-status").textContent = "";
  byId("clear-rows").replaceChildren();
  byId("clear-result").hidden = true;
}
