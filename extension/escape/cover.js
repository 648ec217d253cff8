/**
 * Nothing to read and nothing to hear, in every frame of a tab at once: the key script covers the frame that has the
 * focus, this covers the rest.
 *
 * A style of user origin: no style and no script of the page can override it (CSS Cascading and Inheritance 4, §6.1).
 */

const NOTHING = ":root { display: none !important; }";

/**
 * @param {object} parts
 * @param {Pick<typeof chrome.scripting, "insertCSS">} parts.scripting
 * @param {Pick<typeof chrome.tabs, "update">} parts.tabs
 * @returns {(tabId: number) => Promise<unknown>} settles when the tab is covered, or cannot be
 */
export const cover =
  ({ scripting, tabs }) =>
  (tabId) =>
    Promise.allSettled([
      scripting.insertCSS({ target: { tabId, allFrames: true }, css: NOTHING, origin: "USER" }),
      tabs.update(tabId, { muted: true }),
    ]);
