/**
 * Takes a tab back from an address that its page has given itself, and leaves no way forward to it: as the page arrives where
 * it was, it puts a new entry over the one ahead. Firefox takes nothing out of the list of an open tab, Chromium not what was
 * ahead when the row was deleted (FACTS, Erasing). Where a browser counts that entry, Back takes one press more.
 */

/**
 * @param {Pick<typeof chrome.scripting, "executeScript">} scripting
 * @returns {(tabId: number) => Promise<unknown>} fails where nothing can be run in the tab
 */
export const backForGood = (scripting) => (tabId) => scripting.executeScript({ target: { tabId }, func: goBack, injectImmediately: true });

/** Runs in the page, which is listed by now. One that a load has brought in between is left as any other is. */
function goBack() {
  addEventListener("popstate", () => history.pushState(history.state, "", location.href), { once: true });
  history.back();
}
