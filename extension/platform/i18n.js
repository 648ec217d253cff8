/** The texts of `_locales` in the browser's language. */
import { api } from "./api.js";

/**
 * @param {string} key
 * @param {...string} substitutions
 * @returns {string} "" when there is no such text
 */
export const message = (key, ...substitutions) => api.i18n.getMessage(key, substitutions);

/** @type {string} BCP 47 tag */
export const uiLanguage = api.i18n.getUILanguage();
