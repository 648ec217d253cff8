/**
 * The step that slows down before a site becomes one of the person's own: what it means, a box to tick, a button. On the
 * options page and in the popup.
 */
import { ask } from "./ask.js";
import { byId, wording } from "./page.js";

const { message } = wording;

/** What {@link import("../../shared/messages.js").SiteProblem} is said as. */
const ERRORS = new Map([
  ["not-a-host", "sites_error_not_a_host"],
  ["public-suffix", "sites_error_public_suffix"],
  ["never", "sites_error_never"],
  ["already-listed", "sites_error_already_listed"],
  ["already-there", "sites_error_already_there"],
  ["landing", "sites_error_landing"],
  ["full", "sites_error_full"],
  ["not-there", "sites_error_not_there"],
]);

/** @param {string} code of an answer to `sites.…` */
export function sayProblem(code) {
  byId("sites-status").textContent = "";
  byId("site-error").textContent = message(ERRORS.get(code) ?? "no_answer");
}

/** @param {string} key of the text that says what was done */
export function sayDone(key) {
  byId("site-error").textContent = "";
  byId("sites-status").textContent = message(key);
}

/**
 * @param {object} parts
 * @param {HTMLElement} parts.from the control to go back to
 * @param {() => void} parts.onAdded
 * @returns {{ open(host: string): void, close(): void }}
 */
export function startProtect({ from, onAdded }) {
  const panel = byId("site-confirm");
  const sure = /** @type {HTMLInputElement} */ (byId("site-sure"));
  let asked = "";
  byId("site-add").addEventListener("click", add);
  byId("site-cancel").addEventListener("click", () => {
    close();
    from.focus();
  });
  return { open, close };

  /** @param {string} host */
  function open(host) {
    asked = host;
    sure.checked = false;
    byId("site-error").textContent = "";
    byId("sites-status").textContent = "";
    byId("site-what").textContent = message("sites_confirm_what", host);
    panel.hidden = false;
    sure.focus();
  }

  function close() {
    panel.hidden = true;
    byId("site-what").textContent = "";
    byId("site-error").textContent = "";
  }

  async function add() {
    if (!sure.checked) {
      byId("site-error").textContent = message("sites_tick_first");
      return sure.focus();
    }
    byId("site-error").textContent = "";
    const { error } = await ask("sites.add", { site: asked });
    close();
    from.focus();
    if (error) return sayProblem(error);
    onAdded();
    sayDone("sites_added");
  }
}
