/**
 * What whoever looks after the computer has set for everybody on it (`managed-schema.json`, docs/managed.md). It may fix some
 * settings; it can't add or take away protected sites, nor the key.
 */
import { OWN_DECOY } from "./decoys.js";
import { allowed } from "./settings.js";

/** Settings that can be fixed. */
export const MANAGED_SETTINGS = Object.freeze(["decoy", "decoyUrl", "updates", "handoff"]);

/**
 * @typedef {object} Managed
 * @property {Partial<import("./settings.js").Settings>} settings fixed ones; a value that breaks its rule fixes nothing
 * @property {string[]} workplaces hosts whose listed pages open as the link says, not in a private window
 * @property {boolean} openWelcome whether the first screen opens by itself after the installation
 */

/**
 * @param {Record<string, unknown>} values as the policy gives them
 * @returns {Managed}
 */
export function readManaged(values) {
  const fixed = MANAGED_SETTINGS.filter((key) => Object.hasOwn(values, key) && allowed(key, values[key]));
  /** @type {Record<string, unknown>} */
  const settings = Object.fromEntries(fixed.map((key) => [key, values[key]]));
  if (settings.decoyUrl && settings.decoy === undefined) settings.decoy = OWN_DECOY;
  const workplaces = Array.isArray(values.workplaces) ? values.workplaces.filter((host) => typeof host === "string") : [];
  return { settings, workplaces, openWelcome: values.openWelcome === true };
}

/**
 * @param {{ get(keys: null): Promise<Record<string, unknown>> }} area `storage.managed`
 * @returns {() => Promise<Managed>} nothing is fixed where no policy is: Firefox then refuses to answer
 */
export const managedBy = (area) => async () => readManaged(await area.get(null).catch(() => ({})));
