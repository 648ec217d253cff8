/**
 * Wires the act on rows that no visit of ours left (`traces/older-visits.js`) to its messages.
 */
import { closedTabs } from "../traces/closed-tabs.js";
import { cookies } from "../traces/cookies.js";
import { downloads } from "../traces/downloads.js";
import { OlderVisits } from "../traces/older-visits.js";
import { siteStorage } from "../traces/site-storage.js";

/**
 * @param {object} parts
 * @param {typeof chrome} parts.api
 * @param {Parameters<typeof closedTabs>[1] & Parameters<typeof siteStorage>[1]} parts.features
 * @param {(url: string) => { host: string, subdomains: boolean, paths?: string[] } | null} parts.match
 * @param {Promise<unknown>} parts.ready the list is loaded
 * @param {() => number} parts.now
 * @returns {Record<string, import("./router.js").Handler>}
 */
export function olderVisits({ api, features, match, ready, now }) {
  const others = [downloads(api), closedTabs(api, features), cookies(api), siteStorage(api, features)];
  const older = new OlderVisits({ history: api.history, match, others, now });
  return {
    "older.look": async () => {
      await ready;
      older.look();
      return older.state;
    },
    "older.erase": async () => {
      older.erase();
      return older.state;
    },
    "older.state": async () => older.state,
    "older.stop": async () => {
      older.stop();
      return older.state;
    },
  };
}
