/**
 * Where to land. Known without waiting once loaded: the key must not wait for the disk.
 */
import { DECOYS, decoyAddress } from "../shared/decoys.js";

export class Decoy {
  #settings;
  #isListed;
  #chosen = DECOYS[0].url;

  /**
   * @param {object} parts
   * @param {{ read(): Promise<import("../shared/settings.js").Settings> }} parts.settings
   * @param {(url: string) => boolean} parts.isListed
   */
  constructor({ settings, isListed }) {
    this.#settings = settings;
    this.#isListed = isListed;
    this.ready = this.reload();
  }

  /** Reads the choice again. */
  async reload() {
    this.#chosen = decoyAddress(await this.#settings.read());
  }

  /** @returns {string} the chosen address; the default one should the chosen page be listed by now */
  get address() {
    return this.#isListed(this.#chosen) ? DECOYS[0].url : this.#chosen;
  }
}
