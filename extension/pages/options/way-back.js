/**
 * Coming back to the page that was left. The button is there for who chose so, whether or not there is anything to come
 * back to: that it appears would say that somebody left.
 */
import { ask } from "../shared/ask.js";
import { byId, wording } from "../shared/page.js";

const { message } = wording;

export function startWayBack() {
  byId("way-back").addEventListener("click", async () => {
    const { error, opened } = await ask("way-back.open");
    byId("way-back-status").textContent = error ? message("no_answer") : message(`way_back_${opened}`);
  });
}

/** @param {{ comeBack: boolean }} settings */
export function showWayBack({ comeBack }) {
  byId("way-back").hidden = !comeBack;
}
