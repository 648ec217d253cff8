/**
 * Nothing to read, nothing to hear and no question whether to leave, in every frame of a tab at once: the key script sees
 * to the frame that has the focus, this to the rest, and to all of them when it was not the key.
 *
 * A style of user origin: no style and no script of the page can override it (CSS Cascading and Inheritance 4, §6.1).
 */

const NOTHING = ":root { display: none !important; }";

/**
 * @param {object} parts
 * @param {Pick<typeof chrome.scripting, "insertCSS" | "executeScript">} parts.scripting
 * @param {Pick<typeof chrome.tabs, "update">} parts.tabs
 * @returns {(tabId: number) => Promise<unknown>} settles when the tab is covered, or cannot be
 */
export const cover =
  ({ scripting, tabs }) =>
  (tabId) =>
    Promise.allSettled([
      scripting.insertCSS({ target: { tabId, allFrames: true }, css: NOTHING, origin: "USER" }),
      scripting.executeScript({ target: { tabId, allFrames: true }, func: markLeaving, injectImmediately: true }),
      tabs.update(tabId, { muted: true }),
    ]);

/** Runs in each frame: its key script lets the page ask nothing any more, and silences it. */
function markLeaving() {
  const frame = /** @type {typeof globalThis & { sidestepLeaving?: boolean, sidestepHide?: () => void }} */ (globalThis);
  frame.sidestepLeaving = true;
  frame.sidestepHide?.();
}
