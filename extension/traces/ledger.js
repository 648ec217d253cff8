/**
 * Every kind of trace that the sweep erases, in the order in which it does so. Closed tabs come after the history:
 * where they can't be forgotten one by one, erasing their rows is what prunes them. The session log is last: it must be
 * written anew from what the others left.
 */
import { bounces } from "./bounces.js";
import { cache } from "./cache.js";
import { closedTabs } from "./closed-tabs.js";
import { cookies } from "./cookies.js";
import { decoyRows } from "./decoy-rows.js";
import { downloads } from "./downloads.js";
import { history } from "./history.js";
import { sessionLog } from "./session-log.js";
import { siteRecords } from "./site-records.js";
import { siteStorage } from "./site-storage.js";
import { together } from "./together.js";

/**
 * @typedef {object} Trace
 * @property {string} kind its name in results and documentation
 * @property {"url" | "host" | "window"} scope how far one erasing reaches
 * @property {(visit: Visit) => Promise<Erased>} erase erases and reads back
 */

/**
 * @typedef {{ removed: number, remaining: number, stays?: number }} Erased counts; `remaining` is what reading back still
 *   finds, `stays` what no later attempt would reach either
 */

/**
 * @typedef {object} Visit
 * @property {import("../visits/visit-log.js").Touched[]} touched
 * @property {(url: string) => boolean} isListed
 * @property {boolean} [isLeftOver] from an earlier run of the browser, which may have ended by a crash
 * @property {Landed} [landed] when the visit ended by escape
 */

/**
 * @typedef {object} Landed
 * @property {Promise<number | undefined>} arrived id of the decoy's tab, once it shows the decoy; undefined: never
 * @property {{ url: string, since: number, moments: Promise<{ from: number, to: number }>[] }} [row] what the history gets
 *   of it, since when, and in which moments; milliseconds since the epoch
 */

/**
 * @param {typeof chrome} api
 * @param {{ canForgetClosedTabs: () => boolean, clearsByOrigin: () => boolean }} features
 * @param {object} known what is known of the visits beside what they touched
 * @param {import("./bounces.js").Acts} known.acts
 * @param {Pick<import("./clear-site-data.js").ClearSiteData, "mayStay">} known.stored
 * @param {import("./own-rows.js").OwnRows} [known.ownRows]
 * @returns {Trace[]}
 */
export const traceLedger = (api, features, { acts, stored, ownRows }) => [
  bounces(api, features, acts),
  together(history(api), downloads(api)),
  closedTabs(api, features, { acts, ownRows }),
  together(cookies(api), siteRecords(api, features)),
  siteStorage(api, features, stored),
  cache(api, features),
  together(sessionLog(api, features), decoyRows(api)),
];
