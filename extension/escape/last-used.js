/**
 * The tab that was used last before the one that is left: an ordinary page in a window that is not private.
 */

/** @typedef {Pick<chrome.tabs.Tab, "id" | "windowId" | "url" | "pendingUrl" | "incognito" | "lastAccessed">} Tab */

/**
 * @param {object} parts
 * @param {Pick<typeof chrome.tabs, "query">} parts.tabs
 * @param {(tab: { id?: number, url?: string, pendingUrl?: string }) => boolean} parts.isOpen whether a tab shows or loads
 *   a listed page
 * @returns {() => Promise<Tab | undefined>}
 */
export const lastUsed =
  ({ tabs, isOpen }) =>
  async () => {
    const all = /** @type {Tab[]} */ (await tabs.query({ windowType: "normal" }));
    const ordinary = all.filter((tab) => !tab.incognito && /^https?:/.test(tab.url ?? "") && !isOpen(tab));
    return ordinary.toSorted((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0))[0];
  };
