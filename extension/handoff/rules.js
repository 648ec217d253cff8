/**
 * The rules by which a browser stops listed pages by itself, before it asks for anything: a redirect of the navigation to
 * a scheme that it refuses to launch. The tab stays where it was, and no row, no entry and no dialog appears (FACTS,
 * Stopping a listed page). Pure.
 *
 * Rules may cover a little more than the matcher does (`/advice;x` for `/advice`): whoever hears of a stopped page asks the
 * matcher, and lets what is not listed go on. They may cover a little less (an escaped letter in a path, a port): such a
 * page opens, and is moved.
 */

/** @typedef {{ host: string, subdomains: boolean, paths?: string[] }} Entry */
/** @typedef {{ id: number, priority: number, action: object, condition: object }} Rule of `declarativeNetRequest` */

/** Chromium's external protocol handler has it on its list of schemes that are never launched. */
export const REFUSED_URL = "hcp:page";

/** RFC 2606: nobody ever has this name. */
export const CHECK_URL = "https://check.invalid/";

const STOP_PRIORITY = 10;
const EXEMPT_PRIORITY = 20;

const WHOLE_HOSTS_ID = 1;
/** Plus the number of labels: a host name has at most 127 of them, and those on the list have few. */
const EXACT_HOSTS_ID = 10;
const MOST_LABELS = 60;
const CHECK_ID = 90;
const EXEMPT_TABS_ID = 100;
const EXEMPT_HOSTS_ID = 101;
/** Beyond what other parts use. */
const PATHS_ID = 10_000;
/** DESIGN §5; Chromium takes 5,000 session rules of all parts together. */
const MOST_PATHS = 4000;

/** A page that is opened, and one that is fetched ahead (`<link rel=prefetch>`). A POST cannot be handed over. */
const REQUESTS = { resourceTypes: ["main_frame", "other"], requestMethods: ["get"] };

/**
 * @param {readonly Entry[]} entries
 * @returns {Rule[]}
 */
export function stoppingRules(entries) {
  const whole = entries.filter(({ paths }) => paths === undefined);
  return [
    ...wholeHosts(whole.filter(({ subdomains }) => subdomains)),
    ...exactHosts(whole.filter(({ subdomains }) => !subdomains)),
    ...paths(entries.filter((entry) => entry.paths !== undefined)),
  ];
}

/**
 * @param {Iterable<number>} tabIds in which listed pages may open
 * @returns {Rule[]} one or none. Its own, so that the big rule is not set anew for each tab.
 */
export function exemptTabs(tabIds) {
  const ids = [...tabIds].sort((one, other) => one - other);
  return ids.length === 0 ? [] : [exempt(EXEMPT_TABS_ID, { tabIds: ids })];
}

/**
 * @param {readonly string[]} hosts that the person wants to open normally, with what lies below them
 * @returns {Rule[]} one or none
 */
export function exemptHosts(hosts) {
  return hosts.length === 0 ? [] : [exempt(EXEMPT_HOSTS_ID, { requestDomains: [...hosts] })];
}

export const EXEMPTION_IDS = Object.freeze([EXEMPT_TABS_ID, EXEMPT_HOSTS_ID]);

/** @param {number} id */
export const isStopping = (id) => (id > 0 && id < CHECK_ID) || (id >= PATHS_ID && id < PATHS_ID + MOST_PATHS);

/**
 * @param {number} id
 * @param {object} condition
 */
const exempt = (id, condition) => ({
  id,
  priority: EXEMPT_PRIORITY,
  action: { type: "allow" },
  condition: { ...condition, resourceTypes: REQUESTS.resourceTypes },
});

/**
 * @param {number} id
 * @param {object} condition
 */
const stop = (id, condition) => ({
  id,
  priority: STOP_PRIORITY,
  action: { type: "redirect", redirect: { url: REFUSED_URL } },
  condition: { ...condition, ...REQUESTS },
});

/** @returns {Rule} that stops a page which is not there, to see whether stopping works */
export const checkRule = () => stop(CHECK_ID, { requestDomains: [new URL(CHECK_URL).hostname] });

/** @param {Entry[]} entries */
const wholeHosts = (entries) =>
  entries.length === 0 ? [] : [stop(WHOLE_HOSTS_ID, { requestDomains: entries.map(({ host }) => host) })];

/**
 * `requestDomains` covers what lies below a host too. A host that lies in a domain and has as many labels is the domain
 * itself: so there is one rule for each number of labels.
 * @param {Entry[]} entries
 */
function exactHosts(entries) {
  /** @type {Map<number, string[]>} */
  const byLabels = new Map();
  for (const { host } of entries) {
    const labels = host.split(".").length;
    const before = byLabels.get(labels);
    if (before) before.push(host);
    else if (labels <= MOST_LABELS) byLabels.set(labels, [host]);
  }
  return [...byLabels].map(([labels, hosts]) =>
    stop(EXACT_HOSTS_ID + labels, { requestDomains: hosts, regexFilter: hostOf(labels) }),
  );
}

/** @param {number} labels */
const hostOf = (labels) => `^https?://(?:[^/?#.:@]+\\.){${labels - 1}}[^/?#.:@]+\\.?(?::[0-9]+)?/`;

/** @param {Entry[]} entries */
function paths(entries) {
  const places = entries.flatMap(({ host, subdomains, paths: prefixes = [] }) =>
    prefixes.map((prefix) => ({ host, subdomains, prefix: prefix.replace(/\/+$/, "") })),
  );
  return places.slice(0, MOST_PATHS).map(({ host, subdomains, prefix }, index) =>
    stop(PATHS_ID + index, {
      requestDomains: [host],
      urlFilter: `${subdomains ? "||" : "|http*://"}${host}${prefix}^`,
      isUrlFilterCaseSensitive: true,
    }),
  );
}
