/**
 * When a page that is not listed was last opened while a visit lasts: the history does not tell of redirects on the way or of
 * pages that failed. In memory, and in the session's for a worker that is ended.
 */

const KEY = "otherwise";

export class Otherwise {
  #area;
  #at = 0;

  /** @param {{ get(key: string): Promise<Record<string, any>>, set(items: object): Promise<void> }} area `storage.session` */
  constructor(area) {
    this.#area = area;
    this.ready = area.get(KEY).then((stored) => void (this.#at = Math.max(this.#at, Number(stored[KEY] ?? 0))));
  }

  /** @param {number} at milliseconds since the epoch */
  opened(at) {
    this.#at = Math.max(this.#at, at);
    return this.#area.set({ [KEY]: this.#at });
  }

  /** @returns {number} milliseconds since the epoch; 0: never */
  get at() {
    return this.#at;
  }
}
