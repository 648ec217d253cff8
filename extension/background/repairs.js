/**
 * One click for a page that does not work without storage of its own: its site keeps it from then on.
 */
import { MOST } from "../list/personal-sites.js";

/**
 * @param {object} parts
 * @param {Pick<typeof chrome.tabs, "get" | "reload">} parts.tabs
 * @param {import("../list/personal-sites.js").PersonalSites} parts.personal
 * @param {(url: string) => { host: string } | null} parts.match
 * @param {() => number[]} parts.normalTabs ids of the tabs that show a listed page, private ones left out
 * @param {() => Promise<unknown>} parts.renew puts what was chosen into effect
 * @returns {Record<string, import("./router.js").Handler>}
 */
export function repairs({ tabs, personal, match, normalTabs, renew }) {
  return {
    "repair.open": async () => {
      const open = await Promise.all(normalTabs().map((tabId) => tabs.get(tabId)));
      const hosts = new Set(open.flatMap(({ url = "" }) => match(url)?.host ?? []));
      if (hosts.size === 0) return { error: "nothing-open" };
      for (const host of hosts) {
        const repaired = personal.entries("repaired");
        if (repaired.length >= MOST.repaired) return { error: "full" };
        if (!repaired.includes(host)) await personal.add("repaired", host);
      }
      await renew();
      await Promise.all(open.map(({ id }) => tabs.reload(/** @type {number} */ (id))));
      return { done: true };
    },

    "repair.undo": async () => {
      for (const host of personal.entries("repaired")) await personal.remove("repaired", host);
      await renew();
      return { done: true };
    },
  };
}
