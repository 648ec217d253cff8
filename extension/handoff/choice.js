/**
 * Whether listed pages are handed over to a private window: what the person chose, and what the browser allows. Known
 * without waiting once loaded.
 */

/** @typedef {"always" | "ask" | "never"} Wish */
/** @typedef {"always" | "ask" | "off"} Mode */
/** @typedef {"" | "never" | "no-access" | "no-window" | "no-stop"} Hindrance why nothing is handed over; "" when something is */

export class Choice {
  #extension;
  #settings;
  /** @type {Wish} */
  #wish = "always";
  #hasAccess = false;
  #hasWindows = true;
  #canStop = true;
  /** @type {(() => unknown)[]} */
  #listeners = [];

  /**
   * @param {object} parts
   * @param {Pick<typeof chrome.extension, "isAllowedIncognitoAccess">} parts.extension
   * @param {Pick<import("../shared/stored-settings.js").StoredSettings, "read" | "onChange">} parts.settings
   */
  constructor({ extension, settings }) {
    this.#extension = extension;
    this.#settings = settings;
    settings.onChange(({ handoff }) => {
      this.#wish = handoff;
      // the person tries again: a policy may have been lifted
      this.#hasWindows = true;
      return this.#tell();
    });
    this.ready = this.#load();
  }

  async #load() {
    const [{ handoff }, hasAccess] = await Promise.all([this.#settings.read(), this.#extension.isAllowedIncognitoAccess()]);
    this.#wish = handoff;
    this.#hasAccess = hasAccess;
  }

  /** @returns {Mode} */
  get mode() {
    return this.hindrance === "" ? /** @type {Mode} */ (this.#wish) : "off";
  }

  /** @returns {Hindrance} */
  get hindrance() {
    if (this.#wish === "never") return "never";
    if (!this.#hasAccess) return "no-access";
    if (!this.#hasWindows) return "no-window";
    return this.#canStop ? "" : "no-stop";
  }

  /** The browser refused a private window: access was withdrawn, or somebody's policy forbids them. */
  async noWindow() {
    this.#hasWindows = false;
    this.#hasAccess = await this.#extension.isAllowedIncognitoAccess();
    await this.#tell();
  }

  /** This version of the browser can't stop a page without a trace. */
  noStop() {
    this.#canStop = false;
    return this.#tell();
  }

  /** @param {() => unknown} listener told when the mode may have changed */
  onChange(listener) {
    this.#listeners.push(listener);
  }

  #tell() {
    return Promise.all(this.#listeners.map((listener) => listener()));
  }
}
