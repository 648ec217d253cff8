/**
 * The extension's own pages are nobody's business: they leave the history and the closed tabs as soon as they appear there.
 */
import { closedTabs } from "./closed-tabs.js";

/**
 * @param {{ history: Pick<typeof chrome.history, "deleteUrl"> }} api
 * @param {string} ownBase URL under which the extension's own pages lie
 * @returns {(row: { url?: string }) => Promise<void>} a listener for `history.onVisited`
 */
export const ownPages = ({ history }, ownBase) => async ({ url }) => {
  if (url?.startsWith(ownBase)) await history.deleteUrl({ url });
};

/**
 * @param {Pick<typeof chrome, "sessions" | "history">} api
 * @param {{ canForgetClosedTabs: () => boolean }} features
 * @param {string} ownBase URL under which the extension's own pages lie
 * @returns {() => Promise<void>} a listener for `sessions.onChanged`
 */
export function ownClosedTabs(api, features, ownBase) {
  const { erase } = closedTabs(api, features);
  return async () => {
    const closed = await api.sessions.getRecentlyClosed();
    const tabs = closed.flatMap(({ tab, window }) => (tab ? [tab] : (window?.tabs ?? [])));
    const urls = tabs.map(({ url = "" }) => url).filter((url) => url.startsWith(ownBase));
    const touched = urls.map((url) => ({ url, since: 0, listed: true, site: null }));
    if (touched.length > 0) await erase({ touched, isListed: () => false });
  };
}
