/**
 * Pages that the browser loads by itself, in no tab: Firefox takes a picture of a site for the tiles of its new tab page, and
 * keeps what the site stores then in a container that no call of an extension names (`BackgroundPageThumbs`,
 * `userContextIdInternal.thumbnail`). Nobody asked for such a page: a listed one is not loaded.
 */

const CANCEL = Object.freeze({ cancel: true });
const LET = Object.freeze({});

/**
 * @param {(url: string) => boolean} isListed
 * @returns {(request: { tabId: number, url: string }) => { cancel?: boolean }} for `webRequest.onBeforeRequest` of main frames
 */
export const unasked = (isListed) => ({ tabId, url }) => (tabId < 0 && isListed(url) ? CANCEL : LET);
