/**
 * Addresses that hold another one: links that lead through somebody's redirector, and copies of pages that a translator, a
 * cache or an archive shows. They name the page as its own address does. Pure; `tests/fixtures/wrapped.json` holds a case
 * for each. Sources: the addresses that each service makes itself, looked at in 2026.
 */

/**
 * @typedef {object} Wrapped
 * @property {string} url the address inside, http or https
 * @property {boolean} isMirror whether the outer host shows this one site and no other
 */

/** Services that name the inner address in a parameter, by host and first part of the path. */
const PARAMETERS = Object.freeze(/** @type {[RegExp, RegExp, string[]][]} */ ([
  [/^(?:www\.|m\.)?google\.(?:[a-z]{2,3}\.)?[a-z]{2,3}$/, /^\/(?:url|imgres)$/, ["q", "url", "imgrefurl"]],
  [/^translate\.google\.(?:[a-z]{2,3}\.)?[a-z]{2,3}$/, /^\/translate/, ["u"]],
  [/^lm?\.facebook\.com$|^l\.(?:instagram|messenger|threads)\.com$|^l\.threads\.net$/, /^\/(?:l\.php)?$/, ["u"]],
  [/^(?:www|m)\.facebook\.com$/, /^\/(?:flx\/warn|l\.php)/, ["u"]],
  [/^out\.reddit\.com$/, /^\//, ["url"]],
  [/^(?:www\.)?duckduckgo\.com$/, /^\/l\/?$/, ["uddg"]],
  [/^(?:www\.)?youtube\.com$/, /^\/redirect$/, ["q"]],
  [/^(?:www\.)?linkedin\.com$/, /^\/(?:safety\/go|redir\/redirect)/, ["url"]],
  [/^(?:m\.)?vk\.com$/, /^\/away\.php$/, ["to"]],
  [/^t\.umblr\.com$/, /^\/redirect$/, ["z"]],
  [/^steamcommunity\.com$/, /^\/linkfilter/, ["u", "url"]],
  [/^slack-redir\.net$/, /^\/link$/, ["url"]],
  [/\.safelinks\.protection\.outlook\.com$/, /^\//, ["url"]],
  [/^(?:www\.)?translatetheweb\.com$|^(?:www\.)?microsofttranslator\.com$/, /^\//, ["a"]],
  [/^translate\.yandex\.(?:com|ru|net)$/, /^\/(?:translate)?$/, ["url"]],
  [/^yandexwebcache\.net$/, /^\//, ["url"]],
]));

/** Archives and relays that write the inner address into the path, after what stands before it here. */
const IN_PATH = Object.freeze(/** @type {[RegExp, RegExp][]} */ ([
  [/^web\.archive\.org$/, /^\/(?:web\/)(?:[0-9*]+[a-z_]*\/)?/],
  [/^archive\.(?:ph|today|is|li|md|vn|fo)$/, /^\/(?:(?:[0-9.-]+|newest|oldest|o\/[A-Za-z0-9]+)\/)?/],
  [/^(?:www\.)?google\.(?:[a-z]{2,3}\.)?[a-z]{2,3}$/, /^\/amp\/s\//],
  [/\.cdn\.ampproject\.org$/, /^\/[civ]\/s\//],
  [/^urldefense\.com$/, /^\/v3\/__/],
  [/^12ft\.io$|^r\.jina\.ai$/, /^\//],
]));

const DEEPEST = 3;

/**
 * @param {string} address
 * @returns {Wrapped | null} null when it holds no other
 */
export function wrappedIn(address) {
  if (!/^https?:/.test(address) || !URL.canParse(address)) return null;
  const outer = new URL(address);
  const mirrored = translatedHost(outer.hostname);
  if (mirrored) return web(`https://${mirrored}${outer.pathname}`, true);
  const inner = inParameter(outer) ?? inPath(outer) ?? inItsOwnWay(outer);
  return inner === null ? null : web(inner, false);
}

/**
 * Every address inside, the outermost first: a link may lead through two of them.
 * @param {string} address
 * @returns {Wrapped[]} none for nearly every address
 */
export function allWrappedIn(address) {
  const found = [];
  for (let next = wrappedIn(address); next && found.length < DEEPEST; next = wrappedIn(next.url)) found.push(next);
  return found;
}

/** @param {URL} outer */
function inParameter({ hostname, pathname, searchParams }) {
  for (const [host, path, names] of PARAMETERS) {
    if (!host.test(hostname) || !path.test(pathname)) continue;
    for (const name of names) if (searchParams.get(name)) return searchParams.get(name);
  }
  return null;
}

/** @param {URL} outer */
function inPath({ hostname, pathname, search }) {
  for (const [host, before] of IN_PATH) {
    const head = host.test(hostname) && before.exec(pathname);
    if (head) return pathname.slice(head[0].length).replace(/__;?.*$/, "") + search;
  }
  return null;
}

/** @param {URL} outer */
function inItsOwnWay({ hostname, pathname, searchParams, search }) {
  if (/^(?:www\.|[a-z]{2}\.)?bing\.com$/.test(hostname) && pathname === "/ck/a") return fromBing(searchParams.get("u") ?? "");
  if (hostname === "r.search.yahoo.com") return decoded(/\/RU=([^/]+)/.exec(pathname)?.[1] ?? "");
  if (hostname === "webcache.googleusercontent.com") {
    // cache:HASH:host/path, then the words that were searched for
    return /^cache:(?:[\w-]{12}:)?(\S+)/.exec(searchParams.get("q") ?? "")?.[1] ?? null;
  }
  if (hostname === "urldefense.proofpoint.com") return decoded((searchParams.get("u") ?? "").replace(/-/g, "%").replace(/_/g, "/"));
  if (/^(?:href\.li|anonym\.to)$/.test(hostname)) return decoded(search.slice(1));
  return null;
}

/**
 * `a1` and the address in base64 for addresses (RFC 4648, 5).
 * @param {string} text
 */
function fromBing(text) {
  try {
    return text.startsWith("a1") ? atob(text.slice(2).replace(/-/g, "+").replace(/_/g, "/")) : null;
  } catch {
    return null;
  }
}

/**
 * `help--line-example-org.translate.goog`: dots as hyphens, hyphens doubled.
 * @param {string} hostname
 */
function translatedHost(hostname) {
  const [, label] = /^([a-z0-9-]+)\.translate\.goog$/.exec(hostname) ?? [];
  return label?.replace(/--/g, "\n").replace(/-/g, ".").replace(/\n/g, "-");
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * @param {string} text an address, perhaps without its scheme or with one slash lost
 * @param {boolean} isMirror
 * @returns {Wrapped | null}
 */
function web(text, isMirror) {
  const whole = /^https?:\/*/i.test(text) ? text.replace(/^(https?):\/*/i, "$1://") : `https://${text}`;
  if (!URL.canParse(whole)) return null;
  const { href, hostname } = new URL(whole);
  return hostname.includes(".") ? { url: href, isMirror } : null;
}
