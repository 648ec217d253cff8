/**
 * Says whether a URL is on the list. The rules are the wire format `docs/matching.md`; `tests/fixtures/matching.json`
 * holds one case per rule.
 */

/**
 * One entry of the list. `host` is lower-case punycode without a trailing dot.
 * @typedef {object} Entry
 * @property {string} host
 * @property {boolean} subdomains whether every label below `host` is covered too
 * @property {string[]} [paths] path prefixes; absent when the whole host is listed
 * @property {"keep"} [storage] the site needs its storage while a listed page is open
 */

/**
 * @typedef {object} Matcher
 * @property {(url: string) => Entry | null} match the most specific entry that covers `url`; null for anything that is
 *   not an absolute http or https URL
 * @property {number} size how many entries it holds
 */

/** @typedef {{ entry: Entry, prefix: string }} Rule `prefix` is in the form of {@link normalisePath} */

/**
 * Builds the index once; a lookup then costs one URL parse and one map access for each label of the host.
 * @param {readonly Entry[]} entries
 * @returns {Matcher}
 */
export function buildMatcher(entries) {
  /** @type {Map<string, Rule[]>} */
  const hosts = new Map();
  for (const entry of entries) {
    const rules = rulesOfOne(entry);
    const before = hosts.get(entry.host);
    if (before) before.push(...rules);
    else hosts.set(entry.host, rules);
  }
  for (const rules of hosts.values()) if (rules.length > 1) rules.sort(bySpecificity);
  return matcherOf((host) => hosts.get(host), entries.length);
}

/**
 * @param {(host: string) => Rule[] | undefined} rulesFor what {@link rulesOf} gives for the entries of exactly this host
 * @param {number} size
 * @returns {Matcher}
 */
export function matcherOf(rulesFor, size) {
  return { size, match: (url) => find(rulesFor, url) };
}

/**
 * @param {Entry[]} entries of one host
 * @returns {Rule[]} the most specific first
 */
export function rulesOf(entries) {
  return entries.flatMap(rulesOfOne).sort(bySpecificity);
}

/**
 * @param {Entry} entry
 * @returns {Rule[]}
 */
function rulesOfOne(entry) {
  // most entries are whole hosts
  if (entry.paths === undefined) return [{ entry, prefix: "/" }];
  return entry.paths.map((path) => ({ entry, prefix: normalisePath(path) }));
}

/**
 * @param {(host: string) => Rule[] | undefined} rulesFor
 * @param {string} address
 * @returns {Entry | null}
 */
function find(rulesFor, address) {
  const url = parse(address);
  if (url === null) return null;
  const { hostname } = url;
  const host = hostname.endsWith(".") ? hostname.slice(0, -1) : hostname;
  let path = "";
  for (let at = 0; ; ) {
    const rules = rulesFor(at === 0 ? host : host.slice(at));
    if (rules) {
      path ||= normalisePath(url.pathname);
      for (const { entry, prefix } of rules) {
        if ((at === 0 || entry.subdomains) && path.startsWith(prefix)) return entry;
      }
    }
    const dot = host.indexOf(".", at);
    if (dot === -1) return null;
    at = dot + 1;
  }
}

/** @param {string} address */
function parse(address) {
  try {
    const url = new URL(address);
    return url.protocol === "https:" || url.protocol === "http:" ? url : null;
  } catch {
    return null;
  }
}

/**
 * Longer prefix first, a whole host's being `/`; then an exact host before one with its subdomains. Sorting is stable: of
 * equals the earlier in the list wins.
 * @param {Rule} a
 * @param {Rule} b
 */
function bySpecificity(a, b) {
  return b.prefix.length - a.prefix.length || Number(a.entry.subdomains) - Number(b.entry.subdomains);
}

const ESCAPE = /%[0-9a-f]{2}/gi;
const UNRESERVED = /[A-Za-z0-9._~-]/;

/**
 * A path in the one form in which paths are compared: unreserved characters (RFC 3986, 2.3) decoded, the remaining
 * escapes in upper case, empty segments dropped, one slash at the end. A prefix test on this form is a test on whole
 * segments.
 * @param {string} path with its dot segments resolved, as the URL parser leaves it
 * @returns {string} such as `/advice/stalking/`, or `/`
 */
export function normalisePath(path) {
  const decoded = path.includes("%") ? path.replace(ESCAPE, normaliseEscape) : path;
  return `/${decoded}/`.replace(/\/{2,}/g, "/");
}

/** @param {string} escape */
function normaliseEscape(escape) {
  const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
  return UNRESERVED.test(character) ? character : escape.toUpperCase();
}
