/**
 * When the first screen opens by itself: only over the store page that the person is on anyway, or where whoever looks after
 * the computer asks for it. Not on an update, and not
 * on another device that receives the extension by browser sync, where a tab that opens by itself would be seen by
 * whoever sits there (FACTS, Packages and stores).
 */

const STORES = new Set(["chromewebstore.google.com", "addons.mozilla.org", "microsoftedge.microsoft.com"]);

/**
 * @param {object} parts
 * @param {{ query(filter: object): Promise<{ url?: string }[]> }} parts.tabs
 * @param {() => Promise<{ openWelcome: boolean }>} parts.managed
 * @param {() => unknown} parts.open
 * @returns {(details: { reason: string }) => Promise<unknown>} a listener for `runtime.onInstalled`
 */
export const welcome = ({ tabs, managed, open }) => async ({ reason }) => {
  if (reason !== "install") return;
  if ((await managed()).openWelcome) return open();
  const [active] = await tabs.query({ active: true, lastFocusedWindow: true });
  if (active?.url && STORES.has(new URL(active.url).hostname)) open();
};
