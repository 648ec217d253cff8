/**
 * Takes a tab back from an address that its page has given itself, and leaves no way forward to it: as the page arrives where
 * it was, it puts a new entry over the one ahead. Firefox takes nothing out of the list of an open tab, Chromium not what was
 * ahead when the row was deleted (FACTS, Erasing). Where a browser counts that entry, Back takes one press more.
 */

/** So long a page gets to arrive. There may be nothing to go back to. */
const ARRIVING_MS = 2000;

/**
 * @param {Pick<typeof chrome.scripting, "executeScript">} scripting
 * @returns {(tabId: number) => Promise<boolean>} whether the page has gone back; fails where nothing can be run in the tab, and may
 *   fail where the page was unloaded by it
 */
export const backForGood = (scripting) => async (tabId) => {
  const [answer] = await scripting.executeScript({ target: { tabId }, func: goBack, args: [ARRIVING_MS], injectImmediately: true });
  return answer?.result === true;
};

/**
 * Runs in the page, which is listed by now. One that a load has brought in between is left as any other is.
 * @param {number} patience milliseconds
 */
function goBack(patience) {
  return new Promise((settle) => {
    const waiting = new AbortController();
    const end = (/** @type {boolean} */ isBack) => (waiting.abort(), settle(isBack));
    const arrived = () => (history.pushState(history.state, "", location.href), end(true));
    addEventListener("popstate", arrived, { capture: true, signal: waiting.signal });
    addEventListener("pagehide", () => end(true), { signal: waiting.signal });
    setTimeout(end, patience, false);
    history.back();
  });
}
