/**
 * Every setting, its default and the rule that its value must keep. Declared here and nowhere else.
 */
import { DECOYS, OTHER_LANDINGS } from "./decoys.js";

/**
 * The keys to choose from, as `KeyboardEvent.key` names them: none that writes anything into a page.
 * @type {readonly string[]}
 */
export const KEYS = Object.freeze(["Escape", "F2", "F4", "F8", "F9", "Pause", "Insert", "End"]);

/**
 * How the key is pressed: twice and three times within 1.5 s; held for 0.6 s.
 * @type {readonly string[]}
 */
export const PRESSES = Object.freeze(["once", "twice", "thrice", "hold"]);

/**
 * Whether a listed page opens in a private window, where the browser allows that.
 * @type {readonly ("always" | "ask" | "never")[]}
 */
export const HANDOFFS = Object.freeze(["always", "ask", "never"]);

/**
 * What becomes of a page that was opened from a listed one.
 * @type {readonly string[]}
 */
export const LEAD_OUTS = Object.freeze(["keep", "erase"]);

/**
 * @typedef {object} Settings
 * @property {string} decoy id of the page to land on (`shared/decoys.js`), or `last`, `blank` or `own`
 * @property {string} decoyUrl the address for `own`, "" when none was given
 * @property {string} key one of {@link KEYS}
 * @property {string} press one of {@link PRESSES}
 * @property {"always" | "ask" | "never"} handoff one of {@link HANDOFFS}
 * @property {boolean} container whether listed pages open in a throw-away container where private windows are not allowed
 * @property {boolean} neutralTitle whether listed pages have a neutral title and icon already while they are read
 * @property {boolean} leaveButton whether listed pages show a button to leave by
 * @property {boolean} comeBack whether one can come back to the page that one left, for a while
 * @property {boolean} leadUp whether the search that led to a listed page is erased with the visit
 * @property {string} leadOut one of {@link LEAD_OUTS}
 * @property {boolean} requestOtr whether a site that asks for it (`Request-OTR`) counts as listed
 * @property {boolean} strictStorage whether listed pages in a normal window also get an origin of their own
 * @property {boolean} updates whether the list's server is asked once a day
 * @property {boolean} welcomed whether the first screen was read to its end
 */

/** @type {Readonly<Settings>} */
export const DEFAULTS = Object.freeze({
  decoy: "weather",
  decoyUrl: "",
  key: "Escape",
  press: "once",
  handoff: "always",
  container: false,
  neutralTitle: false,
  leaveButton: false,
  comeBack: false,
  leadUp: true,
  leadOut: "keep",
  requestOtr: true,
  strictStorage: false,
  updates: true,
  welcomed: false,
});

/** @type {Readonly<Record<keyof Settings, (value: unknown) => boolean>>} */
const RULES = Object.freeze({
  decoy: (value) => OTHER_LANDINGS.some((id) => id === value) || DECOYS.some(({ id }) => id === value),
  decoyUrl: (value) => value === "" || isWebAddress(value),
  key: (value) => KEYS.some((key) => key === value),
  press: (value) => PRESSES.some((press) => press === value),
  handoff: (value) => HANDOFFS.some((handoff) => handoff === value),
  container: (value) => typeof value === "boolean",
  neutralTitle: (value) => typeof value === "boolean",
  leaveButton: (value) => typeof value === "boolean",
  comeBack: (value) => typeof value === "boolean",
  leadUp: (value) => typeof value === "boolean",
  leadOut: (value) => LEAD_OUTS.some((choice) => choice === value),
  requestOtr: (value) => typeof value === "boolean",
  strictStorage: (value) => typeof value === "boolean",
  updates: (value) => typeof value === "boolean",
  welcomed: (value) => typeof value === "boolean",
});

export class SettingError extends Error {
  /** @param {"unknown-setting" | "bad-value" | "managed"} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/**
 * Settings as stored, kept to the rules: an unknown key is dropped, a bad value becomes the default.
 * @param {Record<string, unknown> | undefined} stored
 * @returns {Settings}
 */
export function completed(stored) {
  const settings = { ...DEFAULTS };
  for (const [key, value] of Object.entries(stored ?? {})) {
    if (allowed(key, value)) Object.assign(settings, { [key]: value });
  }
  return settings;
}

/**
 * @param {string} key
 * @param {unknown} value
 * @returns {boolean} whether there is such a setting and it may have this value
 */
export const allowed = (key, value) => Object.hasOwn(RULES, key) && RULES[/** @type {keyof Settings} */ (key)](value);

/**
 * @param {Settings} settings
 * @param {string} key
 * @param {unknown} value
 * @returns {Settings} a copy with the change
 * @throws {SettingError} when there is no such setting or the value breaks its rule
 */
export function changed(settings, key, value) {
  if (!Object.hasOwn(RULES, key)) throw new SettingError("unknown-setting");
  if (!RULES[/** @type {keyof Settings} */ (key)](value)) throw new SettingError("bad-value");
  return { ...settings, [key]: value };
}

/**
 * @param {unknown} value
 * @returns {boolean} whether it is an absolute http or https URL without user name and password
 */
export function isWebAddress(value) {
  if (typeof value !== "string" || !URL.canParse(value)) return false;
  const { protocol, username, password } = new URL(value);
  return (protocol === "https:" || protocol === "http:") && username === "" && password === "";
}
