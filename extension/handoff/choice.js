/**
 * Whether listed pages are handed over, and where to: what the person chose, and what the browser allows. Known without
 * waiting once loaded.
 */

/** @typedef {"always" | "ask" | "never"} Wish */
/** @typedef {"always" | "ask" | "off"} Mode */
/** @typedef {"private" | "container" | ""} Place where they open instead; "": nowhere else */
/** @typedef {"" | "never" | "no-access" | "no-window" | "no-stop"} Hindrance why there is no private window; "" when there is one */

export class Choice {
  #extension;
  #settings;
  /** @type {Wish} */
  #wish = "always";
  #hasAccess = false;
  #hasWindows = true;
  #hasContainers;
  #wantsContainer = false;
  #canStop = true;
  /** @type {(() => unknown)[]} */
  #listeners = [];

  /**
   * @param {object} parts
   * @param {Pick<typeof chrome.extension, "isAllowedIncognitoAccess">} parts.extension
   * @param {Pick<import("../shared/stored-settings.js").StoredSettings, "read" | "onChange">} parts.settings
   * @param {boolean} parts.hasContainers whether this browser knows them
   */
  constructor({ extension, settings, hasContainers }) {
    this.#extension = extension;
    this.#settings = settings;
    this.#hasContainers = hasContainers;
    settings.onChange(({ handoff, container }) => {
      this.#wish = handoff;
      this.#wantsContainer = container;
      // the person tries again: a policy may have been lifted
      this.#hasWindows = true;
      this.#hasContainers = hasContainers;
      return this.#tell();
    });
    this.ready = this.#load();
  }

  async #load() {
    const [{ handoff, container }, hasAccess] = await Promise.all([this.#settings.read(), this.#extension.isAllowedIncognitoAccess()]);
    this.#wish = handoff;
    this.#wantsContainer = container;
    this.#hasAccess = hasAccess;
  }

  /** @returns {Mode} */
  get mode() {
    return this.#wish === "never" || this.place === "" ? "off" : this.#wish;
  }

  /** @returns {Place} */
  get place() {
    if (!this.#canStop) return "";
    if (this.#hasAccess && this.#hasWindows) return "private";
    return this.#wantsContainer && this.#hasContainers ? "container" : "";
  }

  /** @returns {Hindrance} */
  get hindrance() {
    if (this.#wish === "never") return "never";
    if (!this.#hasAccess) return "no-access";
    if (!this.#hasWindows) return "no-window";
    return this.#canStop ? "" : "no-stop";
  }

  /**
   * The browser opened nothing there: access was withdrawn, or somebody's policy forbids it.
   * @param {"private" | "container"} place
   */
  async refused(place) {
    if (place === "container") this.#hasContainers = false;
    else this.#hasWindows = false;
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
