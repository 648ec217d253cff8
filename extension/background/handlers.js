/**
 * What each message does (`shared/messages.js`).
 */
import { SettingError } from "../shared/settings.js";

/**
 * @param {object} parts
 * @param {typeof chrome} parts.api
 * @param {import("../escape/escape.js").Escape} parts.escape
 * @param {import("../shared/stored-settings.js").StoredSettings} parts.settings
 * @param {import("../list/site-list.js").SiteList} parts.list
 * @param {import("../traces/sweep.js").Sweep} parts.sweep
 * @param {(url: string) => boolean} parts.isListed
 * @param {Promise<unknown>} parts.ready the list is loaded
 * @returns {Record<string, import("./router.js").Handler>}
 */
export function createHandlers({ api, escape, settings, list, sweep, isListed, ready }) {
  return {
    "escape.now": async (_, { tab }) => {
      escape.leave(tab);
      return { taken: true };
    },

    "status.get": async () => {
      await ready;
      const [privateAccess, hostAccess, commands] = await Promise.all([
        api.extension.isAllowedIncognitoAccess(),
        api.permissions.contains({ origins: ["<all_urls>"] }),
        api.commands.getAll(),
      ]);
      const shortcut = commands.find(({ name }) => name === "leave")?.shortcut ?? "";
      return { list: list.status(), shortcut, privateAccess, hostAccess };
    },

    "settings.get": async () => {
      await ready;
      const current = await settings.read();
      return { settings: current, managed: settings.managed(), problems: isListed(current.decoyUrl) ? { decoyUrl: "listed-decoy" } : {} };
    },

    "settings.set": async ({ key, value }) => {
      await ready;
      if (key === "decoyUrl" && typeof value === "string" && isListed(value)) return { error: "listed-decoy" };
      try {
        return { settings: await settings.change(key, value) };
      } catch (error) {
        if (error instanceof SettingError) return { error: error.code };
        throw error;
      }
    },

    "list.check": async () => {
      await ready;
      return list.check();
    },

    "sweep.now": async () => ({ sweep: await sweep.run() }),
  };
}
