/** A page that does not work: its site may keep its storage. Which sites these are is never shown. */
import { ask } from "../shared/ask.js";
import { byId, wording } from "../shared/page.js";

const { message } = wording;

export function startRepair() {
  byId("repair").addEventListener("click", () => change("repair.open", "repair_done", "repair_nothing_open"));
  byId("repair-undo").addEventListener("click", () => change("repair.undo", "repair_undone", "no_answer"));

  /**
   * @param {string} type
   * @param {string} done key of the text that says so
   * @param {string} refused key of the text for another answer
   */
  async function change(type, done, refused) {
    const { error } = await ask(type);
    byId("repair-status").textContent = message(error ? refused : done);
  }
}
