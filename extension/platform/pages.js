/** Opening the extension's own pages. */
import { api } from "./api.js";

export const openOptions = () => api.runtime.openOptionsPage();

/**
 * @param {string} name of a folder below `pages/`
 * @returns {string} the page's address
 */
export const ownPage = (name) => api.runtime.getURL(`pages/${name}/${name}.html`);

/**
 * @param {"help" | "welcome" | "options"} name
 */
export const openPage = (name) => api.tabs.create({ url: ownPage(name) });
