/**
 * What counts as listed: the signed list first, then whatever else a person or a site has added to it.
 */

/** @typedef {{ host: string, subdomains: boolean, paths?: string[], storage?: "keep" }} Entry */
/** @typedef {{ match(url: string): Entry | null }} Matcher */

export class Listed {
  #sources;

  /** @param {(() => Matcher)[]} sources asked in this order at each look-up; each gives its matcher of that moment */
  constructor(sources) {
    this.#sources = sources;
  }

  /**
   * @param {string} url
   * @returns {Entry | null} the first entry that covers it
   */
  match(url) {
    for (const source of this.#sources) {
      const entry = source().match(url);
      if (entry) return entry;
    }
    return null;
  }
}
