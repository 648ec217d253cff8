/**
 * Chromium's session log: an append-only file that keeps the address of a page long after its row is gone. It is
 * written anew at the next save after an entry of an open tab's back list was pruned, and the one before it is kept. So
 * the decoy's tab is given an entry of its own and the entry is pruned; the two passes of the sweep make two new logs
 * (FACTS, The recipe, step 5).
 *
 * One of the two exceptions to "no code in tabs that are not listed" (DESIGN §6).
 */

/** The entry differs from the decoy's address by nothing but an empty fragment. */
const FRAGMENT = "#";

/**
 * @param {Pick<typeof chrome, "scripting" | "tabs" | "history">} api
 * @param {{ canForgetClosedTabs: () => boolean }} features where closed tabs can be forgotten, so is the session file
 * @returns {import("./ledger.js").Trace}
 */
export function sessionLog({ scripting, tabs, history }, { canForgetClosedTabs }) {
  return { kind: "session-log", scope: "url", erase };

  /** @type {import("./ledger.js").Trace["erase"]} */
  async function erase({ landed }) {
    const tabId = canForgetClosedTabs() ? undefined : await landed?.arrived;
    if (tabId === undefined) return { removed: 0, remaining: 0 };
    const { url = "" } = await tabs.get(tabId);
    const from = Date.now();
    await scripting.executeScript({ target: { tabId }, func: makeForwardEntry, args: [FRAGMENT], injectImmediately: true });
    const entry = { url: url.split(FRAGMENT, 1)[0] + FRAGMENT };
    // Coming back to the page gives it another row (`traces/decoy-rows.js`).
    landed?.row?.moments.push(Promise.resolve({ from, to: Date.now() }));
    await history.addUrl(entry);
    await history.deleteUrl(entry);
    return { removed: 1, remaining: 0 };
  }
}

/**
 * Runs in the decoy: an entry ahead of the page, where Back does not lead to it.
 * @param {string} fragment
 */
function makeForwardEntry(fragment) {
  return new Promise((done) => {
    addEventListener("popstate", done, { once: true });
    history.pushState(history.state, "", fragment);
    history.back();
  });
}
