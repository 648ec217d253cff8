/**
 * Wires what lies before and after a visit (`visits/trail.js`) to the list, the settings and the session's memory.
 */
import { searchOf } from "../list/search-engines.js";
import { termMatcher } from "../list/search-terms.js";
import { DEFAULTS } from "../shared/settings.js";
import { Trail } from "../visits/trail.js";
import { sessionStore } from "./stores.js";

/** @typedef {import("../shared/stored-settings.js").StoredSettings} StoredSettings */

/**
 * @param {object} parts
 * @param {Pick<typeof chrome, "storage">} parts.api
 * @param {Pick<StoredSettings, "read" | "onChange">} parts.settings
 * @param {Pick<import("../list/site-list.js").SiteList, "searches">} parts.list
 * @param {(url: string) => boolean} parts.isListed
 * @returns {{ trail: Trail, ready: Promise<unknown> }}
 */
export function createTrail({ api, settings, list, isListed }) {
  let choices = DEFAULTS;
  settings.onChange((changed) => (choices = changed));
  const chosen = settings.read().then((stored) => (choices = stored));

  /** @type {{ terms: typeof list.searches, holds: (query: string) => boolean } | null} */
  let matcher = null;
  /** @param {string} query an address in the search box names a site as well */
  const isSensitive = (query) => {
    if (matcher?.terms !== list.searches) matcher = { terms: list.searches, holds: termMatcher(list.searches) };
    return matcher.holds(query) || (!/\s/.test(query) && isListed(/^https?:/.test(query) ? query : `https://${query}`));
  };
  const trail = new Trail({ searchOf, isSensitive, choices: () => choices, session: sessionStore(api.storage.session, "trail") });
  return { trail, ready: Promise.all([chosen, trail.ready]) };
}
