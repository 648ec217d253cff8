/**
 * Which site a person may add as their own, and why another one not. The guard rails are those of the signed list: an own
 * site for a search engine, mail or a bank would take everyday pages off the screen and erase them.
 */
import { isHost } from "./list-format.js";
import { isNeverListed } from "./never-list.js";
import { isPublicSuffix } from "./public-suffixes.js";

/** @typedef {"not-a-host" | "public-suffix" | "never" | "already-listed" | "landing"} OwnSiteProblem */

/**
 * @param {string} typed a host or a web address as people write them
 * @returns {string | null} the site's host in lower-case punycode, without a leading `www.`; null: none is named
 */
export function hostOfSite(typed) {
  const text = typed.trim();
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  if (text === "" || /\s/.test(text) || !URL.canParse(address)) return null;
  const { hostname, username } = new URL(address);
  const host = hostname.replace(/\.$/, "").replace(/^www\.(?=.*\.)/, "");
  return username === "" && isHost(host) ? host : null;
}

/**
 * @param {string} host as {@link hostOfSite} gives it
 * @param {object} known
 * @param {(url: string) => boolean} known.isSigned whether the signed list has an address
 * @param {string} known.decoy the page to land on
 * @param {(host: string) => Promise<boolean>} known.isSuffix the browser's own word on public suffixes
 * @returns {Promise<OwnSiteProblem | null>}
 */
export async function ownSiteProblem(host, { isSigned, decoy, isSuffix }) {
  if (isPublicSuffix(host) || (await isSuffix(host))) return "public-suffix";
  if (isNeverListed(host, true)) return "never";
  if (isSigned(`https://${host}/`)) return "already-listed";
  const landing = new URL(decoy).hostname;
  return landing === host || landing.endsWith(`.${host}`) ? "landing" : null;
}
