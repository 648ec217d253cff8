/**
 * The settings in `storage.local`: completed when read, changed one at a time so that no change is lost.
 */
import { changed, completed } from "./settings.js";

const KEY = "settings";

/** @typedef {import("./settings.js").Settings} Settings */

export class StoredSettings {
  #area;
  /** @type {Promise<unknown>} */
  #changing = Promise.resolve();
  /** @type {((settings: Settings) => unknown)[]} */
  #listeners = [];

  /** @param {{ get(key: string): Promise<Record<string, any>>, set(items: object): Promise<void> }} area */
  constructor(area) {
    this.#area = area;
  }

  /** @returns {Promise<Settings>} */
  async read() {
    return completed((await this.#area.get(KEY))[KEY]);
  }

  /**
   * @param {(settings: Settings) => unknown} listener called with all settings after each change, before whoever made it
   *   is answered
   */
  onChange(listener) {
    this.#listeners.push(listener);
  }

  /**
   * @param {string} key
   * @param {unknown} value
   * @returns {Promise<Settings>} with the change
   * @throws {import("./settings.js").SettingError}
   */
  change(key, value) {
    const next = this.#changing.then(async () => {
      const settings = changed(await this.read(), key, value);
      await this.#area.set({ [KEY]: settings });
      await Promise.all(this.#listeners.map((listener) => listener(settings)));
      return settings;
    });
    this.#changing = next.catch(() => {});
    return next;
  }
}
