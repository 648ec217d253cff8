/**
 * What whoever looks after the computer has set for everybody on it (`managed-schema.json`, docs/managed.md). It may fix some
 * settings; it can't add or take away protected sites, nor the key.
 */
import { OWN_DECOY } from "./decoys.js";
import { allowed } from "./settings.js";

/** Settings that can be fixed. */
export const MANAGED_SETTINGS = Object.freeze(["decoy", "decoyUrl", "updates", "handoff"]);

/**
 * @typedef {object} ManagedValues
 * @property {Partial<import("./settings.js").Settings>} settings fixed ones; a value that breaks its rule fixes nothing
 * @property {string[]} workplaces hosts whose listed pages open as the link says, not in a private window
 * @property {boolean} openWelcome whether the first screen opens by itself after the installation
 */

/**
 * @param {Record<string, unknown>} values as the policy gives them
 * @returns {ManagedValues}
 */
export function readManaged(values) {
  const fixed = MANAGED_SETTINGS.filter((key) => Object.hasOwn(values, key) && allowed(key, values[key]));
  /** @type {Record<string, unknown>} */
  const settings = Object.fromEntries(fixed.map((key) => [key, values[key]]));
  if (settings.decoyUrl && settings.decoy === undefined) settings.decoy = OWN_DECOY;
  const workplaces = Array.isArray(values.workplaces) ? values.workplaces.filter((host) => typeof host === "string") : [];
  return { settings, workplaces, openWelcome: values.openWelcome === true };
}

const KEY = "managed";
const NOTHING = readManaged({});

/**
 * The policy as far as it is known. Nobody waits for it: at the start of Chromium `storage.managed` answers only after 3 to 6
 * seconds, when all policies are loaded, and a listed page may open before. What is known outlives the worker in the session's
 * memory.
 */
export class Managed {
  #area;
  #memory;
  #known = NOTHING;
  /** @type {((managed: ManagedValues) => unknown)[]} */
  #listeners = [];

  /**
   * @param {object} parts
   * @param {{ get(keys: null): Promise<Record<string, unknown>> }} parts.area `storage.managed`
   * @param {{ get(key: string): Promise<Record<string, any>>, set(items: object): Promise<void> }} parts.memory `storage.session`
   */
  constructor({ area, memory }) {
    this.#area = area;
    this.#memory = memory;
    /** What this browser session knows already is there. */
    this.ready = this.#recall();
    /** The browser has answered. */
    this.arrived = this.ready.then(() => this.refresh());
  }

  /** What is fixed, as far as is known. */
  get known() {
    return this.#known;
  }

  /** @param {(managed: ManagedValues) => unknown} listener called when it became known or has changed */
  onChange(listener) {
    this.#listeners.push(listener);
  }

  /**
   * Asks the browser. Nothing is fixed where no policy is: Firefox then refuses to answer.
   * @returns {Promise<ManagedValues>}
   */
  async refresh() {
    const values = await this.#area.get(null).catch(() => ({}));
    const before = JSON.stringify(this.#known);
    this.#known = readManaged(values);
    await this.#memory.set({ [KEY]: values });
    if (JSON.stringify(this.#known) !== before) await Promise.all(this.#listeners.map((listener) => listener(this.#known)));
    return this.#known;
  }

  async #recall() {
    const { [KEY]: values } = await this.#memory.get(KEY);
    if (values) this.#known = readManaged(values);
  }
}
