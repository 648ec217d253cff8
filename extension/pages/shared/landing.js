/**
 * The choice of the page to land on, on the first screen and in the options. Saved at once.
 */
import { uiLanguage } from "../../platform/i18n.js";
import { BLANK_DECOY, DECOYS, LAST_DECOY, OWN_DECOY, decoyUrl } from "../../shared/decoys.js";
import { ask } from "./ask.js";
import { readAddress } from "./own-address.js";
import { byId, wording } from "./page.js";
import { hostOf } from "./words.js";

const { message } = wording;

/** Error codes of `settings.set` that have a text of their own. */
const ERRORS = new Map([
  ["bad-value", "landing_bad_value"],
  ["listed-decoy", "landing_listed_decoy"],
]);

/**
 * @param {(place: string) => void} [onPlace] told the name of the page to land on, first and after each change
 */
export async function startLanding(onPlace = () => {}) {
  const choices = byId("choices");
  const address = /** @type {HTMLInputElement} */ (byId("own-address"));
  choices.prepend(
    ...DECOYS.map((decoy) => choice(decoy.id, hostOf(decoyUrl(decoy, uiLanguage)))),
    choice(LAST_DECOY, "", message("landing_last_hint")),
    choice(BLANK_DECOY, ""),
    choice(OWN_DECOY, ""),
  );
  const { settings, problems } = await ask("settings.get");
  if (settings) show(settings);
  if (settings?.decoy === OWN_DECOY && problems.decoyUrl) fail(problems.decoyUrl);

  choices.addEventListener("change", async ({ target }) => {
    const input = /** @type {HTMLInputElement} */ (target);
    if (input.type !== "radio") return;
    showOwn(input.value === OWN_DECOY);
    clearError();
    if (input.value === OWN_DECOY) await saveOwn({ quietly: true });
    else await save("decoy", input.value);
  });
  address.addEventListener("input", () => readAddress(address.value) && clearError());
  address.addEventListener("change", () => saveOwn());

  /** @param {import("../../shared/settings.js").Settings} settings */
  function show({ decoy, decoyUrl }) {
    for (const input of choices.querySelectorAll("input")) input.checked = input.value === decoy;
    address.value = decoyUrl;
    showOwn(decoy === OWN_DECOY);
    onPlace(placeName(decoy, decoyUrl));
  }

  /** @param {{ quietly?: boolean }} [how] quietly: an empty field is not yet a mistake */
  async function saveOwn({ quietly = false } = {}) {
    if (quietly && address.value.trim() === "") return address.focus();
    const url = readAddress(address.value);
    if (!url) return fail("bad-value");
    if (await save("decoyUrl", url)) await save("decoy", OWN_DECOY);
  }

  /**
   * @param {string} key
   * @param {string} value
   * @returns {Promise<boolean>} whether it was stored
   */
  async function save(key, value) {
    const { error, settings } = await ask("settings.set", { key, value });
    if (error) {
      fail(error);
      return false;
    }
    if (settings.decoy === OWN_DECOY || key === "decoy") {
      show(settings);
      byId("landing-status").textContent = message("landing_saved", placeName(settings.decoy, settings.decoyUrl));
    }
    clearError();
    return true;
  }

  /** @param {string} code */
  function fail(code) {
    byId("landing-status").textContent = "";
    byId("own-error").textContent = message(ERRORS.get(code) ?? "landing_failed");
    address.setAttribute("aria-invalid", "true");
  }

  function clearError() {
    byId("own-error").textContent = "";
    address.removeAttribute("aria-invalid");
  }
}

/** @param {boolean} isShown */
function showOwn(isShown) {
  byId("own").hidden = !isShown;
}

/**
 * @param {string} decoy
 * @param {string} decoyUrl
 */
function placeName(decoy, decoyUrl) {
  if (decoy !== OWN_DECOY) return message(`landing_${decoy}`);
  return decoyUrl ? hostOf(decoyUrl) : message(`landing_${DECOYS[0].id}`);
}

/**
 * @param {string} id
 * @param {string} host
 * @param {string} [hint]
 */
function choice(id, host, hint = "") {
  const label = document.createElement("label");
  label.className = "choice";
  const input = Object.assign(document.createElement("input"), { type: "radio", name: "decoy", value: id });
  const name = Object.assign(document.createElement("span"), { textContent: message(`landing_${id}`) });
  const shownHost = Object.assign(document.createElement("bdi"), { className: "host", textContent: host });
  label.append(input, name, shownHost);
  if (hint) label.append(Object.assign(document.createElement("span"), { className: "choice-hint quiet small", textContent: hint }));
  return label;
}
