/**
 * How a person came to the extension: its page in a store, and the searches that name it. Erased on request on the first
 * screen, by exact address and only as far back as an installation lies; older visits of the same address stay.
 */
import { closedTabs } from "./closed-tabs.js";
import { history } from "./history.js";

const HOUR_MS = 60 * 60 * 1000;
/** Somebody reads about it, thinks it over, and installs it. */
export const BACK_MS = 24 * HOUR_MS;
const EVERYTHING = 1_000_000;

/** In the path of the store's pages for one extension, and of the store's own searches. */
const STORES = Object.freeze([
  { host: "chromewebstore.google.com", page: /^\/detail\/(?:[^/]+\/)?([^/]+)/, search: /^\/search\/(.+)/ },
  { host: "microsoftedge.microsoft.com", page: /^\/addons\/detail\/(?:[^/]+\/)?([^/]+)/, search: /^\/addons\/search\/(.+)/ },
  { host: "addons.mozilla.org", page: /^\/(?:[\w-]+\/)?(?:firefox|android)\/addon\/([^/]+)/, search: null },
]);

/**
 * @param {string} address
 * @param {object} own
 * @param {string} own.id the extension's, as the browser knows it
 * @param {string} own.name as the store shows it
 * @param {(url: string) => { query: string } | null} own.searchOf what was searched for at a search engine
 * @returns {boolean}
 */
export function isArrival(address, { id, name, searchOf }) {
  const words = new RegExp(`(?:^|[^\\p{L}\\p{N}])${escaped(name)}(?:$|[^\\p{L}\\p{N}])`, "iu");
  if (words.test(searchOf(address)?.query ?? "")) return true;
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, pathname, searchParams } = new URL(address);
  const store = STORES.find(({ host }) => host === hostname);
  if (!store || protocol !== "https:") return false;
  const path = readable(pathname);
  const slug = store.page.exec(path)?.[1];
  if (slug !== undefined) return slug === id || words.test(slug);
  return words.test(store.search?.exec(path)?.[1] ?? searchParams.get("q") ?? "");
}

/**
 * @param {object} parts
 * @param {Pick<typeof chrome, "history" | "sessions" | "tabs">} parts.api
 * @param {{ canForgetClosedTabs: () => boolean }} parts.features
 * @param {(url: string) => boolean} parts.isOurs
 * @param {() => number} parts.now
 * @returns {() => Promise<import("./ledger.js").Erased>} rows; tabs that show such a page are closed first
 */
export function arrival({ api, features, isOurs, now }) {
  const rows = history(api);
  const closed = closedTabs(api, features);
  return async () => {
    const since = now() - BACK_MS;
    const open = (await api.tabs.query({})).filter(({ url = "" }) => isOurs(url));
    await api.tabs.remove(open.flatMap(({ id }) => id ?? []));
    const found = await api.history.search({ text: "", startTime: since, maxResults: EVERYTHING });
    const urls = found.map(({ url = "" }) => url).filter(isOurs);
    const touched = urls.map((url) => ({ url, since, listed: false, site: null }));
    const erased = await rows.erase({ touched, isListed: () => false });
    await closed.erase({ touched: (await withoutRows(urls)).map((url) => ({ url, since, listed: true, site: null })), isListed: () => false });
    return erased;
  };

  /**
   * To prune a closed tab takes every row of its address (`closed-tabs.js`): one with older rows is left there.
   * @param {string[]} urls
   */
  async function withoutRows(urls) {
    const left = await Promise.all(urls.map((url) => api.history.getVisits({ url })));
    return urls.filter((_, at) => left[at].length === 0);
  }
}

/** @param {string} text */
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** @param {string} path */
function readable(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
