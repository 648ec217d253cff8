/** The person's own sites. Which there are is never shown: whoever opens this page could read it. */
import { ask } from "../shared/ask.js";
import { byId } from "../shared/page.js";
import { sayDone, sayProblem, startProtect } from "../shared/protect.js";

export function startSites() {
  const field = /** @type {HTMLInputElement} */ (byId("site"));
  const question = startProtect({ from: field, onAdded: empty });
  byId("site-look").addEventListener("click", look);
  field.addEventListener("keydown", ({ key }) => key === "Enter" && look());
  byId("site-remove").addEventListener("click", async () => {
    question.close();
    const { error } = await ask("sites.remove", { site: field.value });
    if (error) return fail(error);
    empty();
    sayDone("sites_removed");
  });
  byId("sites-remove-all").addEventListener("click", async () => {
    question.close();
    const { error } = await ask("sites.remove-all");
    if (error) return sayProblem(error);
    empty();
    sayDone("sites_removed_all");
  });

  async function look() {
    question.close();
    const { error, host } = await ask("sites.look", { site: field.value });
    if (error) return fail(error);
    field.removeAttribute("aria-invalid");
    question.open(host);
  }

  /** @param {string} code */
  function fail(code) {
    sayProblem(code);
    field.setAttribute("aria-invalid", "true");
    field.focus();
  }

  function empty() {
    field.value = "";
    field.removeAttribute("aria-invalid");
  }
}
