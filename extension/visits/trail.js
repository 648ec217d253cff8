/**
 * What lies before and after a visit: the search that led to a listed page, and the page that was opened from one.
 *
 * Only what led there: the tab showed the page of results, or was opened from it, and the way on was a link or a form. A
 * search that holds a term of the list counts by itself. Kept in the session's memory, so that a worker that was ended while
 * somebody read the results still knows them.
 */

/** @typedef {import("./navigation.js").Hop} Hop */
/** @typedef {{ tabId: number, pages: Hop[], isListed: boolean }} Place what a tab shows: pages of one search, a listed page, or neither */
/** @typedef {{ key: string, here: Place, from: Place, current: string }} TabTrail `from`: where its page was opened from */

/**
 * @typedef {object} Arrival
 * @property {string} url
 * @property {number} since milliseconds since the epoch
 * @property {Hop[]} hops redirects that led there
 * @property {boolean} isListed
 * @property {boolean} isLed by a link, a form or the page itself, not typed, chosen or brought back
 * @property {boolean} isOnward the page before it only led here
 * @property {boolean} isAgain the tab was there before: reloaded, or gone back to
 */

/** A new tab begins with it and only then goes where its opener sent it. */
const BLANK = "about:blank";

/** @type {Readonly<Place>} */
const NOWHERE = Object.freeze({ tabId: -1, pages: [], isListed: false });
/** @type {Readonly<TabTrail>} */
const NEW_TAB = Object.freeze({ key: "", here: NOWHERE, from: NOWHERE, current: "" });

export class Trail {
  /** @type {Map<number, TabTrail>} */
  #tabs = new Map();
  /** For each open tab the pages that were handed out for it, with the time since which they count. @type {Map<number, Map<string, number>>} */
  #marked = new Map();
  #searchOf;
  #isSensitive;
  #choices;
  #session;

  /**
   * @param {object} parts
   * @param {(url: string) => { engine: string, query: string } | null} parts.searchOf
   * @param {(query: string) => boolean} parts.isSensitive whether a search counts although it led nowhere
   * @param {() => { leadUp: boolean, leadOut: string }} parts.choices the settings of this moment
   * @param {import("./visit-log.js").Store} parts.session memory of this browser session
   */
  constructor({ searchOf, isSensitive, choices, session }) {
    this.#searchOf = searchOf;
    this.#isSensitive = isSensitive;
    this.#choices = choices;
    this.#session = session;
    this.ready = session.load().then((state) => {
      this.#tabs = new Map(state?.tabs ?? []);
      this.#marked = new Map((state?.marked ?? []).map(withPages));
    });
  }

  /**
   * A tab's main frame is at another page.
   * @param {number} tabId
   * @param {Arrival} arrival
   * @returns {Hop[]} what has to be erased by it
   */
  arrived(tabId, { url, since, hops, isListed, isLed, isOnward, isAgain }) {
    if (url === BLANK) return [];
    const before = this.#tabs.get(tabId) ?? NEW_TAB;
    const from = isOnward ? before.from : isLed ? before.here : NOWHERE;
    const search = isListed ? null : this.#searchOf(url);
    const key = search ? `${search.engine} ${search.query}` : "";
    const pages = search ? [...(key === before.key ? before.here.pages : []), { url, since }, ...this.#sameSearch(key, hops)] : [];
    this.#put(tabId, { key, here: { tabId, pages: distinct(pages), isListed }, from, current: url });

    const { leadUp, leadOut } = this.#choices();
    const found = isAgain ? this.#writtenAnew(tabId, url) : [];
    if (leadUp && isListed) found.push(...this.#mark(from.tabId, from.pages));
    if (leadUp && search && this.#isSensitive(search.query)) found.push(...this.#mark(tabId, pages));
    if (leadOut === "erase" && from.isListed && !isListed) found.push(...this.#mark(tabId, [{ url, since }, ...hops]));
    return distinct(found);
  }

  /**
   * A tab was opened from a page of another one.
   * @param {number} sourceTabId
   * @param {number} tabId
   */
  opened(sourceTabId, tabId) {
    const source = this.#tabs.get(sourceTabId);
    if (source && tabId !== sourceTabId && !this.#tabs.has(tabId)) this.#put(tabId, { ...NEW_TAB, here: source.here });
  }

  /**
   * @param {number} tabId
   * @returns {Hop[]} what its closing wrote anew
   */
  closed(tabId) {
    const { current } = this.#tabs.get(tabId) ?? NEW_TAB;
    const found = this.#writtenAnew(tabId, current);
    const isKnown = this.#tabs.delete(tabId);
    if (this.#marked.delete(tabId) || isKnown) this.#save();
    return found;
  }

  /**
   * @param {string | undefined} url
   * @returns {boolean} whether it is a page of a search that is to be erased
   */
  isErasedSearch(url) {
    return url !== undefined && this.#isWanted(url) && this.#searchOf(url) !== null && [...this.#marked.values()].some((pages) => pages.has(url));
  }

  /**
   * @param {number} tabId
   * @param {string} url
   * @returns {Hop[]}
   */
  #writtenAnew(tabId, url) {
    const since = this.#marked.get(tabId)?.get(url);
    return since === undefined || !this.#isWanted(url) ? [] : [{ url, since }];
  }

  /**
   * Whether the settings still say so of a page that was handed out before.
   * @param {string} url
   */
  #isWanted(url) {
    const { leadUp, leadOut } = this.#choices();
    return this.#searchOf(url) ? leadUp : leadOut === "erase";
  }

  /**
   * @param {string} key
   * @param {Hop[]} hops
   */
  #sameSearch(key, hops) {
    return hops.filter(({ url }) => {
      const search = this.#searchOf(url);
      return search !== null && `${search.engine} ${search.query}` === key;
    });
  }

  /**
   * @param {number} tabId that shows or showed them
   * @param {Hop[]} pages
   */
  #mark(tabId, pages) {
    if (pages.length === 0) return pages;
    const marked = this.#marked.get(tabId) ?? new Map();
    for (const { url, since } of pages) if (!marked.has(url)) marked.set(url, since);
    this.#marked.set(tabId, marked);
    this.#save();
    return pages;
  }

  /**
   * Remembers a tab that shows or showed something that matters, and no other.
   * @param {number} tabId
   * @param {TabTrail} trail
   */
  #put(tabId, trail) {
    const matters = [trail.here, trail.from].some(({ pages, isListed }) => isListed || pages.length > 0) || this.#marked.has(tabId);
    if (matters) this.#tabs.set(tabId, trail);
    else if (!this.#tabs.delete(tabId)) return;
    this.#save();
  }

  #save() {
    return this.#session.save({ tabs: [...this.#tabs], marked: [...this.#marked].map(([tabId, pages]) => [tabId, [...pages]]) });
  }
}

/** @type {(stored: [number, [string, number][]]) => [number, Map<string, number>]} */
const withPages = ([tabId, pages]) => [tabId, new Map(pages)];

/**
 * @param {Hop[]} hops
 * @returns {Hop[]} each URL once, with its earliest time
 */
function distinct(hops) {
  /** @type {Map<string, Hop>} */
  const first = new Map();
  for (const hop of hops) if (hop.since < (first.get(hop.url)?.since ?? Infinity)) first.set(hop.url, hop);
  return [...first.values()];
}
