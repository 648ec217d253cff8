/** Opening the extension's own pages. */
import { api } from "./api.js";

export const openOptions = () => api.runtime.openOptionsPage();

/**
 * @param {"help" | "welcome" | "options"} name
 */
export const openPage = (name) => api.tabs.create({ url: api.runtime.getURL(`pages/${name}/${name}.html`) });
