/** The browsers show a page's source under the page's address with this in front. */
const SOURCE_VIEW = "view-source:";

/**
 * @param {string} url as a tab shows it
 * @returns {string} the page's own address
 */
export const pageAddress = (url) => (url.startsWith(SOURCE_VIEW) ? url.slice(SOURCE_VIEW.length) : url);
