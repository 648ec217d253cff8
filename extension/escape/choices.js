/**
 * What the person chose for leaving: where to land, which key. Known without waiting once loaded: the key must not wait
 * for the disk.
 */
import { DECOYS, decoyAddress } from "../shared/decoys.js";
import { DEFAULTS } from "../shared/settings.js";

export class Choices {
  #isListed;
  #chosen = DEFAULTS;

  /**
   * @param {object} parts
   * @param {Pick<import("../shared/stored-settings.js").StoredSettings, "read" | "onChange">} parts.settings
   * @param {(url: string) => boolean} parts.isListed
   */
  constructor({ settings, isListed }) {
    this.#isListed = isListed;
    settings.onChange((changed) => (this.#chosen = changed));
    this.ready = settings.read().then((stored) => (this.#chosen = stored));
  }

  /** @returns {string} the page to land on; the default one should the chosen page be listed by now */
  get decoy() {
    const address = decoyAddress(this.#chosen);
    return this.#isListed(address) ? DECOYS[0].url : address;
  }

  /** @returns {{ decoy: string, key: string, press: string }} what the key script is given */
  get keyConfig() {
    const { key, press } = this.#chosen;
    return { decoy: this.decoy, key, press };
  }
}
