/**
 * The address of an own page to land on, as people type it. Pure.
 */
import { isWebAddress } from "../../shared/settings.js";

/**
 * @param {string} typed perhaps without a scheme
 * @returns {string | null} an absolute http or https URL, null when it is not the address of a web page
 */
export function readAddress(typed) {
  const text = typed.trim();
  const url = /^[a-z][a-z\d+.-]*:(?!\d)/i.test(text) ? text : `https://${text}`;
  if (/\s/.test(text) || !isWebAddress(url)) return null;
  return new URL(url).hostname.includes(".") ? new URL(url).href : null;
}
