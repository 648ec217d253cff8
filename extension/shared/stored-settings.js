/**
 * The settings in `storage.local`: completed when read, changed one at a time so that no change is lost. What whoever looks
 * after the computer has fixed wins, and is never stored.
 */
import { changed, completed, SettingError } from "./settings.js";

const KEY = "settings";

/** @typedef {import("./settings.js").Settings} Settings */

/** @returns {{ settings: Partial<Settings> }} */
const nothingFixed = () => ({ settings: {} });

export class StoredSettings {
  #area;
  #managed;
  /** What is stored, read once: nobody else writes it. @type {Promise<Settings> | undefined} */
  #stored;
  /** @type {Promise<unknown>} */
  #changing = Promise.resolve();
  /** @type {((settings: Settings) => unknown)[]} */
  #listeners = [];

  /**
   * @param {{ get(key: string): Promise<Record<string, any>>, set(items: object): Promise<void> }} area
   * @param {() => { settings: Partial<Settings> }} [managed] what is fixed now (`shared/managed.js`)
   */
  constructor(area, managed = nothingFixed) {
    this.#area = area;
    this.#managed = managed;
  }

  /** @returns {Promise<Settings>} */
  async read() {
    return { ...(await this.#own()), ...this.#managed().settings };
  }

  /** @returns {string[]} names of the settings that are fixed */
  managed() {
    return Object.keys(this.#managed().settings);
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
   * @throws {SettingError} `managed`: it is fixed
   */
  change(key, value) {
    const next = this.#changing.then(async () => {
      const settings = changed(await this.#own(), key, value);
      if (this.managed().includes(key)) throw new SettingError("managed");
      await this.#area.set({ [KEY]: settings });
      this.#stored = Promise.resolve(settings);
      return this.tell();
    });
    this.#changing = next.catch(() => {});
    return next;
  }

  /**
   * Tells the listeners how things are now: also after what is fixed has changed.
   * @returns {Promise<Settings>}
   */
  async tell() {
    const settings = await this.read();
    await Promise.all(this.#listeners.map((listener) => listener(settings)));
    return settings;
  }

  #own() {
    this.#stored ??= this.#area.get(KEY).then(
      ({ [KEY]: stored }) => completed(stored),
      (failure) => {
        this.#stored = undefined;
        throw failure;
      },
    );
    return this.#stored;
  }
}
