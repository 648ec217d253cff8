/**
 * Rows that erasing itself writes for a moment, because a browser prunes a page from elsewhere only with its row. The
 * browser tells of them as of any visit: they must not count as one, or each erasing would begin another.
 */
export class OwnRows {
  /** @type {Map<string, number>} */
  #expected = new Map();

  /** @param {string} url that gets a row now */
  expect(url) {
    this.#expected.set(url, (this.#expected.get(url) ?? 0) + 1);
  }

  /**
   * @param {string | undefined} url of a row that the browser tells of
   * @returns {boolean} whether it is one of ours; each is taken once
   */
  takes(url) {
    const count = this.#expected.get(url ?? "");
    if (url === undefined || count === undefined) return false;
    if (count > 1) this.#expected.set(url, count - 1);
    else this.#expected.delete(url);
    return true;
  }

  /** @param {string} url whose row is gone again: what is told of it from now on is a visit */
  forget(url) {
    this.#expected.delete(url);
  }
}
