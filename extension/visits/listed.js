/**
 * What counts as listed: the signed list first, then whatever else a person or a site has added to it. An address that holds
 * a listed one, such as a redirector's or a translator's, counts with it.
 */

/** @typedef {{ host: string, subdomains: boolean, paths?: string[], storage?: "keep" }} Entry */
/** @typedef {{ match(url: string): Entry | null }} Matcher */

export class Listed {
  #sources;
  #wrappedIn;

  /**
   * @param {(() => Matcher)[]} sources asked in this order at each look-up; each gives its matcher of that moment
   * @param {(url: string) => { url: string, isMirror: boolean }[]} [wrappedIn] the addresses that one holds, the outermost first
   */
  constructor(sources, wrappedIn = () => []) {
    this.#sources = sources;
    this.#wrappedIn = wrappedIn;
  }

  /**
   * @param {string} url
   * @returns {Entry | null} the first entry that covers it
   */
  match(url) {
    const own = this.#ownEntry(url);
    if (own) return own;
    for (const inner of this.#wrappedIn(url)) {
      const entry = this.#ownEntry(inner.url);
      if (entry) return outerEntry(new URL(url), inner.isMirror ? entry : null);
    }
    return null;
  }

  /** @param {string} url */
  #ownEntry(url) {
    for (const source of this.#sources) {
      const entry = source().match(url);
      if (entry) return entry;
    }
    return null;
  }
}

/**
 * Of a redirector or an archive only this one address is meant: the rest of the host is everybody's. A host that mirrors
 * one site is meant as far as that site is.
 * @param {URL} outer
 * @param {Entry | null} mirrored the site's own entry
 * @returns {Entry}
 */
function outerEntry({ hostname, pathname }, mirrored) {
  const paths = mirrored ? mirrored.paths : [pathname];
  return { host: hostname, subdomains: false, ...(paths && { paths }) };
}
