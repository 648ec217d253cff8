/**
 * What becomes of a listed page's storage in a normal window.
 *
 * `memory`: it is kept in page memory. `sealed`: the page also gets an origin of its own that nothing can be stored for, the
 * stricter choice of a person. `keep`: it is the browser's, because the reviewers of the list found that the site needs it, or
 * because the person repaired the site.
 */

/** @typedef {"memory" | "sealed" | "keep"} StorageRule */
/** @typedef {{ host: string, subdomains: boolean, paths?: string[], storage?: "keep" }} Entry */

export class StorageChoice {
  #isRepaired;
  #isStrict = false;

  /**
   * @param {object} parts
   * @param {Pick<import("../shared/stored-settings.js").StoredSettings, "read" | "onChange">} parts.settings
   * @param {(url: string) => boolean} parts.isRepaired whether the person wants a site to keep its storage
   */
  constructor({ settings, isRepaired }) {
    this.#isRepaired = isRepaired;
    const take = (/** @type {import("../shared/settings.js").Settings} */ { strictStorage }) => void (this.#isStrict = strictStorage);
    settings.onChange(take);
    this.ready = settings.read().then(take);
  }

  /**
   * @param {Entry} entry
   * @returns {StorageRule}
   */
  of({ host, storage }) {
    if (storage === "keep" || this.#isRepaired(`https://${host}/`)) return "keep";
    return this.#isStrict ? "sealed" : "memory";
  }
}
