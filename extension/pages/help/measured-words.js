/** The measured table in words. Pure. */
import { MEASURED } from "./measured.js";

/** Names of the groups, in the order in which people look at them. */
export const PLACES = Object.freeze(
  /** @type {Record<string, string>} */ ({
    history: "measured_history",
    closed: "measured_closed",
    cookies: "measured_cookies",
    stored: "measured_stored",
    cache: "measured_cache",
    forms: "measured_forms",
    choices: "measured_choices",
    notes: "measured_notes",
  }),
);

const LEFT = Object.freeze({ none: "measured_left_none", search: "measured_left_search", names: "measured_left_names" });

/**
 * @param {"chromium" | "firefox"} browser
 * @param {import("../shared/words.js").Wording} wording
 * @returns {string[][]} for each place its name, what it held with nothing installed, and what after leaving by the key
 */
export const measuredRows = (browser, { message }) =>
  Object.entries(PLACES).map(([place, name]) => {
    const { without, after } = MEASURED[browser][place];
    return [message(name), message(LEFT[without]), message(LEFT[after])];
  });
