/**
 * The extension's own pages are nobody's business: their rows leave the history as soon as they appear.
 * @param {{ history: Pick<typeof chrome.history, "deleteUrl"> }} api
 * @param {string} ownBase URL under which the extension's own pages lie
 * @returns {(row: { url?: string }) => Promise<void>} a listener for `history.onVisited`
 */
export const ownPages = ({ history }, ownBase) => async ({ url }) => {
  if (url?.startsWith(ownBase)) await history.deleteUrl({ url });
};
