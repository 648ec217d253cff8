/**
 * What the person chose for leaving: where to land, which key. Known without waiting once loaded: the key must not wait
 * for the disk.
 */
import { BLANK_DECOY, DECOYS, LAST_DECOY, decoyAddress, decoyUrl } from "../shared/decoys.js";
import { DEFAULTS } from "../shared/settings.js";

export class Choices {
  #isListed;
  #language;
  #chosen = DEFAULTS;

  /**
   * @param {object} parts
   * @param {Pick<import("../shared/stored-settings.js").StoredSettings, "read" | "onChange">} parts.settings
   * @param {(url: string) => boolean} parts.isListed
   * @param {string} parts.language BCP 47 tag of the browser
   */
  constructor({ settings, isListed, language }) {
    this.#isListed = isListed;
    this.#language = language;
    settings.onChange((changed) => (this.#chosen = changed));
    this.ready = settings.read().then((stored) => (this.#chosen = stored));
  }

  /** @returns {string} the page to land on; the default one should the chosen page be listed by now */
  get decoy() {
    const address = decoyAddress(this.#chosen, this.#language);
    return this.#isListed(address) ? decoyUrl(DECOYS[0], this.#language) : address;
  }

  /** Whether one lands on a plain new tab, which has no address that could be asked for. */
  get isBlank() {
    return this.#chosen.decoy === BLANK_DECOY;
  }

  /** Whether one lands on the tab that was used last, if there is one. */
  get isLast() {
    return this.#chosen.decoy === LAST_DECOY;
  }

  /** @returns {import("../shared/settings.js").Settings} */
  get all() {
    return this.#chosen;
  }

  /** @returns {{ decoy: string, key: string, press: string }} what the key script is given */
  get keyConfig() {
    const { key, press } = this.#chosen;
    return { decoy: this.decoy, key, press };
  }
}
