/**
 * The list as it is signed (target `list/sites-v1.json`), and the guard rails that hold whoever signed it. One entry
 * against the rules refuses the whole list: it says that something is wrong with the signing.
 */
import { normalisePath } from "./matcher.js";
import { isNeverListed } from "./never-list.js";
import { isPublicSuffix } from "./public-suffixes.js";
import { TufError } from "./tuf/errors.js";

/** @typedef {import("./matcher.js").Entry} Entry */
/** @typedef {{ term: string, language: string }} SearchTerm */

export const FORMAT = 1;
/** What the browsers' rule limits carry. */
export const MOST_ENTRIES = 20_000;
export const MOST_PATHS = 4_000;
const MOST_SEARCHES = 4_000;
const LONGEST_TERM = 200;

/** The list is signed but breaks a rule. The message names the rule and the position, never the host. */
export class BadListError extends TufError {
  /** @param {string} message */
  constructor(message) {
    super("bad-list", message);
  }
}

/**
 * @param {Uint8Array} bytes verified
 * @returns {{ entries: Entry[], searches: SearchTerm[] }} known fields only
 * @throws {BadListError}
 */
export function parseList(bytes) {
  const { format, entries, searches } = record(parseJson(bytes));
  must(format === FORMAT, "a format that this version does not know");
  must(Array.isArray(entries) && Array.isArray(searches), "entries or searches missing");
  must(entries.length <= MOST_ENTRIES, `more than ${MOST_ENTRIES} entries`);
  must(searches.length <= MOST_SEARCHES, `more than ${MOST_SEARCHES} search terms`);
  const checked = checkEach(entries, checkEntry, "entry");
  const paths = checked.reduce((sum, entry) => sum + (entry.paths?.length ?? 0), 0);
  must(paths <= MOST_PATHS, `more than ${MOST_PATHS} paths`);
  return { entries: checked, searches: checkEach(searches, checkSearch, "search") };
}

/**
 * A position is put into words only when it is needed: 20,000 entries are checked at every wake-up.
 * @template T
 * @param {unknown[]} items
 * @param {(item: Record<string, unknown>) => T} check
 * @param {string} what
 * @returns {T[]}
 */
function checkEach(items, check, what) {
  let at = 0;
  try {
    return items.map((item, i) => {
      at = i;
      return check(record(item));
    });
  } catch (error) {
    if (!(error instanceof BadListError)) throw error;
    throw new BadListError(`${what} ${at}: ${error.message}`);
  }
}

/** @param {Uint8Array} bytes */
function parseJson(bytes) {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    throw new BadListError("not JSON in UTF-8");
  }
}

/**
 * @param {Record<string, unknown>} entry
 * @returns {Entry}
 */
function checkEntry({ host, subdomains, paths, storage }) {
  must(typeof host === "string" && isHost(host), "not a host in lower-case punycode");
  must(typeof subdomains === "boolean", "subdomains is not a boolean");
  must(!isPublicSuffix(host), "a public suffix");
  must(!isNeverListed(host, subdomains), "a host that no list may name");
  must(storage === undefined || storage === "keep", "an unknown storage rule");
  must(paths === undefined || isPaths(paths), "paths not in normal form");
  /** @type {Entry} */
  const entry = { host, subdomains };
  if (paths) entry.paths = paths;
  if (storage) entry.storage = storage;
  return entry;
}

/**
 * @param {Record<string, unknown>} search
 * @returns {SearchTerm}
 */
function checkSearch({ term, language }) {
  must(typeof term === "string" && term !== "" && term.length <= LONGEST_TERM, "not a term");
  must(typeof language === "string", "no language");
  return { term, language };
}

const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
/** Two labels or more, the last not a number: neither a single label nor an IP address in any notation. */
const HOST = new RegExp(`^(?=.{1,253}$)(?:${LABEL}\\.)+(?!(?:0x[0-9a-f]*|[0-9]+)$)${LABEL}$`);

/**
 * Only punycode can still be wrong then; asking the URL parser about every host would double the time of a wake-up.
 * @param {string} host
 * @returns {boolean} whether it is a name of two labels or more in lower-case punycode
 */
export function isHost(host) {
  if (!HOST.test(host)) return false;
  return !host.includes("xn--") || URL.canParse(`https://${host}/`);
}

/**
 * @param {unknown} paths
 * @returns {paths is string[]}
 */
function isPaths(paths) {
  return Array.isArray(paths) && paths.length > 0 && paths.every(isPath);
}

/**
 * A path that the URL parser leaves alone, and more than the root: a whole host is an entry without paths.
 * @param {unknown} path
 */
function isPath(path) {
  if (typeof path !== "string" || !path.startsWith("/") || normalisePath(path) === "/") return false;
  return new URL(`https://host.invalid${path}`).pathname === path;
}

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>}
 */
function record(value) {
  must(typeof value === "object" && value !== null && !Array.isArray(value), "not an object");
  return /** @type {Record<string, unknown>} */ (value);
}

/**
 * @param {unknown} truth
 * @param {string} message
 * @returns {asserts truth}
 */
function must(truth, message) {
  if (!truth) throw new BadListError(message);
}
