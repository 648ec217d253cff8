/** Whether pages of the list open in a private window, and the sites that open as usual. Which these are is never shown. */
import { hasContainers } from "../../platform/features.js";
import { setText } from "../../shared/i18n.js";
import { ask } from "../shared/ask.js";
import { byId, menus, wording } from "../shared/page.js";

const { message } = wording;

/** @type {Record<import("../../shared/messages.js").Hindrance, string>} */
const STATES = {
  "": "handoff_on",
  never: "handoff_off_never",
  "no-access": "handoff_off_access",
  "no-window": "handoff_off_window",
  "no-stop": "handoff_off_stop",
};

const ERRORS = new Map([
  ["not-a-host", "sites_error_not_a_host"],
  ["already-there", "normal_error_already_there"],
  ["full", "sites_error_full"],
  ["not-there", "normal_error_not_there"],
]);

/** Says how it stands, and what is missing. */
export async function showHandoff() {
  const { error, hindrance, place } = await ask("handoff.state");
  const state = STATES[/** @type {keyof typeof STATES} */ (hindrance)];
  const text = message(error ? "no_answer" : isContained(hindrance, place) ? "handoff_on_container" : state);
  if (byId("handoff-state").textContent !== text) byId("handoff-state").textContent = text;
  byId("handoff-steps").hidden = hindrance !== "no-access";
  for (const id of ["container-choice", "container-hint"]) byId(id).hidden = !hasContainers();
  setText(byId("handoff-how"), message(`private_steps_${menus}`));
}

/**
 * @param {unknown} hindrance
 * @param {unknown} place
 */
const isContained = (hindrance, place) => hindrance !== "never" && place === "container";

export function startNormal() {
  const field = /** @type {HTMLInputElement} */ (byId("normal"));
  byId("normal-add").addEventListener("click", () => change("normal.add", "normal_added"));
  byId("normal-remove").addEventListener("click", () => change("normal.remove", "normal_removed"));

  /**
   * @param {string} type
   * @param {string} done key of the text that says so
   */
  async function change(type, done) {
    const { error } = await ask(type, { site: field.value });
    byId("normal-error").textContent = error ? message(ERRORS.get(error) ?? "no_answer") : "";
    byId("normal-status").textContent = error ? "" : message(done);
    field.toggleAttribute("aria-invalid", Boolean(error));
    if (error) field.focus();
    else field.value = "";
  }
}
