/**
 * Search engines: at which addresses they show results, and which parameter holds the words. From the list that Chromium
 * ships (`components/search_engines/prepopulated_engines.json`) and the templates of the engines' own OpenSearch
 * descriptions, as of 2026. Pure.
 */

/**
 * @typedef {object} Engine
 * @property {RegExp} host whole host, without `www.` or `m.`
 * @property {RegExp} path of a page of results
 * @property {string[]} parameters in the query or, as some engines write it, in the fragment
 */

/** @typedef {{ engine: string, query: string }} Search `query` as it was typed, blanks at its ends removed */

const ANY = /^/;
const Q = Object.freeze(["q"]);

/** The engine has a domain in nearly every country. */
const GOOGLE = /^(?:images\.|news\.)?google\.(?:[a-z]{2,3}\.)?[a-z]{2,3}$/;
const YAHOO = /^(?:[a-z]{2}\.)?(?:images\.)?search\.yahoo\.(?:com|co\.jp)$/;
const YANDEX = /^(?:yandex\.(?:com|ru|by|kz|uz|com\.tr|eu)|ya\.ru)$/;

/** @type {readonly Readonly<Engine>[]} */
const ENGINES = Object.freeze([
  engine(GOOGLE, /^\/(?:search|webhp|s|images|)$/, Q),
  engine(/^(?:[a-z]{2}\.)?bing\.com$/, /\/search$/, Q),
  engine(/^(?:html\.|lite\.|safe\.|noai\.)?duckduckgo\.com$/, ANY, Q),
  engine(YAHOO, /^\/search/, ["p"]),
  engine(YANDEX, /\/search\/?$|^\/(?:images|video)\//, ["text"]),
  engine(/^baidu\.com$/, ANY, ["wd", "word"]),
  engine(/^ecosia\.org$/, ANY, Q),
  engine(/^qwant\.com$|^lite\.qwant\.com$/, ANY, Q),
  engine(/^startpage\.com$/, ANY, ["query", "q"]),
  engine(/^search\.brave\.com$/, ANY, Q),
  engine(/^mojeek\.(?:com|co\.uk)$/, /^\/search/, Q),
  engine(/^kagi\.com$/, /^\/(?:search|images|news|videos)/, Q),
  engine(/^(?:[a-z]{2}\.)?ask\.com$/, /^\/web/, Q),
  engine(/^search\.aol\.(?:com|co\.uk)$/, ANY, Q),
  engine(/^search\.naver\.com$/, ANY, ["query"]),
  engine(/^search\.daum\.net$/, ANY, Q),
  engine(/^search\.seznam\.(?:cz|sk)$/, ANY, Q),
  engine(/^go\.mail\.ru$/, /search$/, Q),
  engine(/^sogou\.com$/, /^\/web/, ["query", "keyword"]),
  engine(/^so\.com$/, ANY, Q),
  engine(/^coccoc\.com$/, /^\/search/, ["query"]),
  engine(/^swisscows\.com$/, ANY, ["query"]),
  engine(/^search\.lilo\.org$|^karmasearch\.org$|^presearch\.com$|^metager\.(?:org|de)$|^search\.marginalia\.nu$/, ANY, ["q", "eingabe", "query"]),
  engine(/^suche\.t-online\.de$|^suche\.(?:web\.de|gmx\.net)$|^lemoteur\.orange\.fr$|^virgilio\.it$|^ricerca\.virgilio\.it$/, ANY, ["q", "qs", "kw"]),
  engine(/^perplexity\.ai$/, /^\/search/, Q),
  // The demo's own engine; nobody on the internet can have a name below .test (RFC 6761).
  engine(/^search\.test$/, ANY, Q),
]);

/**
 * @param {RegExp} host
 * @param {RegExp} path
 * @param {readonly string[]} parameters
 * @returns {Readonly<Engine>}
 */
function engine(host, path, parameters) {
  return Object.freeze({ host, path, parameters: [...parameters] });
}

/**
 * @param {string} address
 * @returns {Search | null} what was searched for, when the address is a page of results of an engine that is known
 */
export function searchOf(address) {
  if (!/^https?:/.test(address) || !/[?#]/.test(address) || !URL.canParse(address)) return null;
  const { hostname, pathname, search, hash } = new URL(address);
  const host = hostname.replace(/^(?:www|m)\./, "");
  for (const { host: known, path, parameters } of ENGINES) {
    if (!known.test(host) || !path.test(pathname)) continue;
    const query = wordsIn([search, hash], parameters);
    if (query) return { engine: host, query };
  }
  return null;
}

/**
 * @param {string[]} places the query and the fragment, each with its mark
 * @param {readonly string[]} parameters
 */
function wordsIn(places, parameters) {
  for (const place of places) {
    const given = new URLSearchParams(place.slice(1));
    for (const name of parameters) if (given.get(name)?.trim()) return /** @type {string} */ (given.get(name)).trim();
  }
  return "";
}
