/**
 * Own sites: what a person protects besides the signed list. No message says which there are: whoever opens the
 * extension's pages could read it there.
 */
import { hostOfSite, ownSiteProblem } from "../list/own-sites.js";
import { MOST, PersonalSitesError } from "../list/personal-sites.js";

/** In the past: where a cookie may be set, this one is not kept. */
const LONG_AGO_S = 1;

/**
 * @param {object} parts
 * @param {typeof chrome} parts.api
 * @param {import("../list/personal-sites.js").PersonalSites} parts.personal
 * @param {(url: string) => boolean} parts.isSigned whether the signed list has an address
 * @param {() => string} parts.decoy the page to land on
 * @param {Promise<unknown>} parts.ready
 * @returns {Record<string, import("./router.js").Handler>}
 */
export function ownSites({ api, personal, isSigned, decoy, ready }) {
  return {
    "sites.look": async ({ site }) => {
      await ready;
      return look(site);
    },

    "sites.here": async () => {
      await ready;
      const [tab] = await api.tabs.query({ active: true, lastFocusedWindow: true });
      const url = tab?.url ?? "";
      return look(/^https?:/.test(url) ? url : "");
    },

    "sites.add": async ({ site }) => {
      await ready;
      const seen = await look(site);
      if ("error" in seen) return { error: seen.error };
      try {
        await personal.add("own", seen.host);
        return { added: true };
      } catch (failure) {
        if (failure instanceof PersonalSitesError) return { error: failure.code };
        throw failure;
      }
    },

    "sites.remove": async ({ site }) => {
      await ready;
      const host = hostOfSite(String(site));
      if (host === null) return { error: "not-a-host" };
      if (!personal.entries("own").includes(host)) return { error: "not-there" };
      await personal.remove("own", host);
      return { removed: true };
    },

    "sites.remove-all": async () => {
      await ready;
      await personal.clear("own");
      return { removed: true };
    },
  };

  /**
   * @param {unknown} site as typed, or an address
   * @returns {Promise<{ host: string } | { host?: string, error: string }>}
   */
  async function look(site) {
    const host = typeof site === "string" ? hostOfSite(site) : null;
    if (host === null) return { error: "not-a-host" };
    const own = personal.entries("own");
    if (own.includes(host)) return { host, error: "already-there" };
    const problem = await ownSiteProblem(host, { isSigned, decoy: decoy(), isSuffix });
    if (problem) return { host, error: problem };
    return own.length >= MOST.own ? { host, error: "full" } : { host };
  }

  /**
   * Asked of the browser's own list of public suffixes: it lets nobody set a cookie for one. Without access to sites every
   * name is refused, which says nothing.
   * @param {string} host
   */
  function isSuffix(host) {
    const cookie = { url: `https://www.${host}/`, domain: host, name: "s", value: "", secure: true };
    return api.cookies.set({ ...cookie, expirationDate: LONG_AGO_S }).then(
      () => false,
      () => api.permissions.contains({ origins: ["<all_urls>"] }),
    );
  }
}
