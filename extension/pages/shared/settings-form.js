/**
 * Settings that are one control: `<input type="checkbox" data-setting="name">`, `<select data-setting="name">`, or radio
 * buttons within `<fieldset data-setting="name">`. Shown as stored, saved at once, and put back when they can't be.
 *
 * What happened is said in the element that `data-status` names by its id, a `role="status"`.
 */
import { ask } from "./ask.js";
import { byId, wording } from "./page.js";

const { message } = wording;

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLFieldSetElement} Control */

/** Texts for answers of `settings.set` other than "there was none". */
const ERRORS = new Map([["bad-value", "setting_bad_value"]]);

/**
 * Binds every such control of the page.
 * @param {(settings: import("../../shared/settings.js").Settings) => void} [onSettings] told them first and after each change
 */
export async function startSettings(onSettings = () => {}) {
  const controls = /** @type {Control[]} */ ([...document.querySelectorAll("[data-setting]")]);
  /** @type {Record<string, any>} */
  let shown = {};
  for (const control of controls) control.addEventListener("change", () => save(control));
  const { settings } = await ask("settings.get");
  if (settings) show(settings);

  /** @param {Control} control */
  async function save(control) {
    const key = /** @type {string} */ (control.dataset.setting);
    const { error, settings: changed } = await ask("settings.set", { key, value: valueOf(control) });
    const status = byId(control.dataset.status ?? "");
    if (error) put(control, shown[key]);
    else show(changed);
    status.textContent = message(error ? (ERRORS.get(error) ?? "no_answer") : "setting_saved");
  }

  /** @param {import("../../shared/settings.js").Settings} current */
  function show(current) {
    shown = current;
    for (const control of controls) put(control, shown[/** @type {string} */ (control.dataset.setting)]);
    onSettings(current);
  }
}

/** @param {Control} control */
function valueOf(control) {
  if (control instanceof HTMLFieldSetElement) return control.querySelector("input:checked")?.getAttribute("value") ?? "";
  return control instanceof HTMLInputElement ? control.checked : control.value;
}

/**
 * @param {Control} control
 * @param {any} value
 */
function put(control, value) {
  if (control instanceof HTMLFieldSetElement) {
    for (const input of control.querySelectorAll("input")) input.checked = input.value === value;
  } else if (control instanceof HTMLInputElement) control.checked = value;
  else control.value = value;
}
