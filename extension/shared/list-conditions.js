/**
 * The list as conditions of `declarativeNetRequest`, in as few rules as can be: a browser that looks at its rules one after
 * the other (Firefox) does so for every request of every page. Host names it looks up in a set; pages of a site are one
 * expression, in which names that begin alike share their beginning. Pure.
 */

/** @typedef {{ host: string, subdomains: boolean, paths?: readonly string[] }} Entry */
/** @typedef {{ requestDomains?: string[], regexFilter?: string, isUrlFilterCaseSensitive?: boolean }} Condition */

/** Where a port may stand. No address has it. */
const PORT = "\n";

/**
 * @param {readonly Entry[]} entries
 * @returns {Condition[]} an address that an entry covers meets at least one, and no other address meets any. An escaped
 *   letter in a path is missed.
 */
export function conditionsOf(entries) {
  const whole = entries.filter(({ paths }) => paths === undefined);
  const byPath = entries.filter(({ paths }) => paths !== undefined);
  const domains = whole.filter(({ subdomains }) => subdomains).map(({ host }) => host);
  return [
    ...(domains.length > 0 ? [{ requestDomains: domains }] : []),
    ...exactHosts(whole.filter(({ subdomains }) => !subdomains).map(({ host }) => host)),
    ...pages("(?:[^/?#@]+\\.)?", byPath.filter(({ subdomains }) => subdomains)),
    ...pages("", byPath.filter(({ subdomains }) => !subdomains)),
  ];
}

/**
 * `requestDomains` covers what lies below a host too. A host that lies in a domain and has as many labels is the domain
 * itself: so there is one condition for each number of labels.
 * @param {readonly string[]} hosts
 */
function exactHosts(hosts) {
  const byLabels = groups(hosts, (host) => host.split(".").length);
  return [...byLabels].map(([labels, some]) => ({ requestDomains: some, regexFilter: hostOf(labels) }));
}

/** @param {number} labels of a host name @returns {string} an expression for every address on such a host */
export const hostOf = (labels) => `^https?://(?:[^/?#.:@]+\\.){${labels - 1}}[^/?#.:@]+\\.?(?::[0-9]+)?/`;

/**
 * @param {string} below an expression for what may stand before the host
 * @param {readonly Entry[]} entries
 */
function pages(below, entries) {
  const places = entries.flatMap(({ host, paths = [] }) => paths.map((path) => `${host}${PORT}${path.replace(/\/+$/, "")}`));
  if (places.length === 0) return [];
  const regexFilter = `^https?://${below}${oneOf([...new Set(places)].sort())}(?:[/?#]|$)`;
  return [{ regexFilter, isUrlFilterCaseSensitive: true }];
}

/**
 * @param {readonly string[]} words sorted, none twice
 * @returns {string} an expression for any of them that is decided letter by letter, not word by word
 */
export function oneOf(words) {
  if (words.length === 1) return escaped(words[0]);
  const begin = commonBegin(words[0], words[words.length - 1]);
  const rests = words.map((word) => word.slice(begin.length));
  const isWord = rests[0] === "";
  const byLetter = groups(isWord ? rests.slice(1) : rests, (rest) => rest[0]);
  return `${escaped(begin)}(?:${[...byLetter.values()].map(oneOf).join("|")})${isWord ? "?" : ""}`;
}

/**
 * @template K
 * @param {readonly string[]} words
 * @param {(word: string) => K} keyOf
 * @returns {Map<K, string[]>} in the order of the words
 */
function groups(words, keyOf) {
  const found = new Map();
  for (const word of words) {
    const key = keyOf(word);
    const group = found.get(key);
    if (group) group.push(word);
    else found.set(key, [word]);
  }
  return found;
}

/**
 * @param {string} one
 * @param {string} other
 */
function commonBegin(one, other) {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return one.slice(0, length);
}

/** @param {string} text */
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(PORT, "(?::[0-9]+)?");
