/**
 * Turns the browser's navigation events into what the visit log needs to know, and says when a tab becomes listed or
 * ceases to be. The union of these events is what finds every row (FACTS, Erasing: Chromium): the history alone omits
 * redirect sources and error pages.
 */

/** @typedef {{ host: string, subdomains: boolean, paths?: string[] }} Entry */

/** So late at most the history tells of a row that a visit here has written, also to a worker that it woke. */
const LATEST_ROW_MS = 60_000;
/** How webNavigation calls a redirect that the page itself made, by meta refresh or script. */
const CLIENT_REDIRECT = "client_redirect";
/** Transitions by which a page leads on, and not the person or the browser. */
const LED = new Set(["link", "form_submit"]);
const RELOAD = "reload";
/** With these the person chose: from a list of suggestions, from the tab's own history. */
const TYPED = "from_address_bar";
const BACK = "forward_back";
const IN_PAGE = Object.freeze({ isLed: true, isOnward: false, isAgain: false });

const NO_CONTAINER = { holds: () => false, isOpen: false };

export class Navigation {
  /** How pages that were loaded ahead came to be asked for, by address. @type {Map<string, How>} */
  #ahead = new Map();
  /** The redirects of each tab's latest main-frame request that had any. @type {Map<number, Chain>} */
  #chains = new Map();
  /** Where each tab's main frame was last. @type {Map<number, Hop>} */
  #last = new Map();
  #list;
  #log;
  #privateTabs;
  #container;
  #trail;
  #isDecoy;
  #heard;
  #now;

  /** @typedef {{ url: string, since: number }} Hop */
  /** @typedef {{ isLed: boolean, isOnward: boolean, isAgain: boolean }} How see {@link import("./trail.js").Arrival} */
  /** @typedef {{ requestId: string, hops: Hop[], end: string }} Chain `end`: where the last redirect led */

  /**
   * @param {object} parts
   * @param {{ match(url: string): Entry | null }} parts.list
   * @param {import("./visit-log.js").VisitLog} parts.log
   * @param {{ has(tabId: number): boolean }} parts.privateTabs
   * @param {{ holds(tabId: number): boolean, readonly isOpen: boolean }} [parts.container] what sites store in its tabs goes with it
   * @param {Pick<import("./trail.js").Trail, "arrived" | "opened" | "closed">} parts.trail
   * @param {(url: string) => boolean} parts.isDecoy
   * @param {Heard} parts.heard
   * @param {() => number} parts.now
   */
  constructor({ list, log, privateTabs, container = NO_CONTAINER, trail, isDecoy, heard, now }) {
    this.#list = list;
    this.#log = log;
    this.#privateTabs = privateTabs;
    this.#container = container;
    this.#trail = trail;
    this.#isDecoy = isDecoy;
    this.#heard = heard;
    this.#now = now;
  }

  /**
   * @typedef {object} Heard what others do about it; each is told synchronously
   * @property {(entry: Entry, tabId: number, url: string) => void} coming this page of the entry is about to open in the tab
   * @property {(tabId: number, frameId: number | null) => void} listed a frame of a listed tab has a new document; null:
   *   any of its frames may have one
   * @property {(tabId: number) => void} left the tab shows a listed page no longer
   * @property {() => void} touched a visit has something to erase
   */

  /** @param {{ tabId: number, frameId: number, url: string }} event `webNavigation.onBeforeNavigate` */
  began({ tabId, frameId, url }) {
    const entry = this.#list.match(url);
    if (!entry) return;
    if (frameId === 0) this.#heard.coming(entry, tabId, url);
    this.#touch(tabId, { url });
  }

  /**
   * Redirects are told apart by their request alone: Firefox may report them before `onBeforeNavigate`.
   * @param {{ tabId: number, requestId: string, type: string, url: string, redirectUrl: string, timeStamp?: number }} event
   *   `webRequest.onBeforeRedirect`
   */
  redirected({ tabId, requestId, type, url, redirectUrl, timeStamp = this.#now() }) {
    for (const hop of [url, redirectUrl]) if (this.#list.match(hop)) this.#touch(tabId, { url: hop, since: timeStamp });
    if (type === "main_frame") {
      const entry = this.#list.match(redirectUrl);
      if (entry) this.#heard.coming(entry, tabId, redirectUrl);
      this.#lengthenChain(tabId, requestId, { url, since: timeStamp }, redirectUrl);
    }
    if (type === "sub_frame" && this.#log.isOpen(tabId)) this.#touch(tabId, { url });
  }

  /**
   * @param {Committed} event `webNavigation.onCommitted`
   */
  committed({ tabId, frameId, url, transitionType = "link", transitionQualifiers = [], documentLifecycle, timeStamp }) {
    const isOnward = transitionQualifiers.includes(CLIENT_REDIRECT);
    const isBack = transitionQualifiers.includes(BACK);
    const isLed = LED.has(transitionType) && !isBack && !transitionQualifiers.includes(TYPED);
    const how = { isLed, isOnward, isAgain: isBack || transitionType === RELOAD };
    if (documentLifecycle === "prerender") return void (frameId === 0 && this.#ahead.set(url, how));
    if (frameId !== 0) return this.#frameCommitted(tabId, frameId, url);
    const previous = this.#last.get(tabId);
    const hops = this.#takeChain(tabId, url);
    if (previous && isOnward) hops.unshift(previous);
    this.#arrived(tabId, url, hops, how, timeStamp);
  }

  /**
   * @typedef {{ tabId: number, frameId: number, url: string, transitionType?: string, transitionQualifiers?: string[],
   *   documentLifecycle?: string, timeStamp?: number }} Committed
   */

  /**
   * A page has opened a tab.
   * @param {{ sourceTabId: number, tabId: number }} event `webNavigation.onCreatedNavigationTarget`
   */
  opened({ sourceTabId, tabId }) {
    if (!this.#privateTabs.has(tabId)) this.#trail.opened(sourceTabId, tabId);
  }

  /** @param {{ tabId: number, frameId: number, url: string }} event history state or fragment changed in the page */
  movedInPage({ tabId, frameId, url }) {
    if (frameId === 0) this.#arrived(tabId, url, [], IN_PAGE);
    else if (this.#log.isOpen(tabId)) this.#touch(tabId, { url });
  }

  /**
   * The address that a tab shows, however it came there: a page that was loaded ahead and swapped in has no commit.
   * @param {number} tabId
   * @param {string} url
   */
  shows(tabId, url) {
    if (this.#last.get(tabId)?.url === url) return;
    const how = this.#ahead.get(url) ?? null;
    this.#ahead.delete(url);
    this.#arrived(tabId, url, this.#takeChain(tabId, url), how);
  }

  /**
   * A document is parsed or complete: frames that begin blank or with their markup inline had no commit of their own.
   * @param {{ tabId: number }} event `webNavigation.onDOMContentLoaded`, `webNavigation.onCompleted`
   */
  loaded({ tabId }) {
    if (this.#log.isOpen(tabId)) this.#heard.listed(tabId, null);
  }

  /**
   * Compares with the tabs that there are: after an install, an update, a crash or the worker's end.
   * @param {{ id?: number, url?: string }[]} tabs all of them
   */
  reconcile(tabs) {
    const listed = new Map(tabs.flatMap(({ id, url }) => (id !== undefined && url && this.#list.match(url) ? [[id, url]] : [])));
    for (const tabId of this.#log.openTabs) if (!listed.has(tabId)) this.closed(tabId);
    for (const [tabId, url] of listed) {
      this.#arrived(tabId, url, [], null);
      this.#heard.listed(tabId, null);
    }
    this.#rememberReplacing(tabs);
  }

  /**
   * While nobody was there to hear it, a decoy may have taken a listed page's place.
   * @param {{ url?: string }[]} tabs
   */
  #rememberReplacing(tabs) {
    if (this.#log.leftOver.length === 0) return;
    for (const { url } of tabs) if (url && this.#isDecoy(url)) this.#remember(url, this.#visitsBegan());
  }

  /** A worker that had to be woken hears of things seconds after they happened: their rows are older than the event. */
  #visitsBegan() {
    return Math.min(this.#now(), ...this.#log.touched.map((item) => item.since));
  }

  /**
   * A row of an older visit came from another device or an import: it is not this visit's.
   * @param {{ url?: string, lastVisitTime?: number }} row `history.onVisited`
   */
  recorded({ url, lastVisitTime = this.#now() }) {
    if (this.#now() - lastVisitTime > LATEST_ROW_MS) return;
    if (url && this.#list.match(url)) this.#remember(url, this.#now(), { isApart: this.#isAllApart() });
  }

  /** @param {number} tabId */
  closed(tabId) {
    this.#chains.delete(tabId);
    this.#last.delete(tabId);
    if (this.#log.close(tabId)) this.#heard.left(tabId);
    for (const page of this.#trail.closed(tabId)) this.#remember(page.url, page.since, { isTrail: true });
  }

  /**
   * @param {number} tabId
   * @param {string} requestId
   * @param {Hop} hop
   * @param {string} redirectUrl
   */
  #lengthenChain(tabId, requestId, { url, since }, redirectUrl) {
    const known = this.#chains.get(tabId);
    const chain = known?.requestId === requestId ? known : { requestId, hops: [], end: "" };
    chain.hops.push({ url, since: chain.hops[0]?.since ?? since });
    chain.end = redirectUrl;
    this.#chains.set(tabId, chain);
  }

  /**
   * @param {number} tabId
   * @param {string} url where the main frame arrived
   * @returns {Hop[]} the redirects that led there
   */
  #takeChain(tabId, url) {
    const chain = this.#chains.get(tabId);
    this.#chains.delete(tabId);
    return chain && withoutFragment(chain.end) === withoutFragment(url) ? chain.hops : [];
  }

  /**
   * The main frame is at `url`, by way of `chain`. A chain that came by a listed URL belongs to the visit whole, also
   * when it went on to an unlisted page.
   * @param {number} tabId
   * @param {string} url
   * @param {Hop[]} chain
   * @param {How | null} how null: not known; the commit, which Chromium tells after the address, will say
   * @param {number} [at] milliseconds since the epoch
   */
  #arrived(tabId, url, chain, how, at = this.#now()) {
    this.#last.set(tabId, { url, since: at });
    const isListed = this.#list.match(url) !== null;
    if (isListed) {
      this.#log.open(tabId);
      this.#heard.listed(tabId, 0);
      this.#touch(tabId, { url });
    } else if (this.#log.close(tabId)) {
      this.#heard.left(tabId);
      // The key script could reach nobody and replaced the page: this row names the page that it came from.
      if (this.#isDecoy(url)) this.#touch(tabId, { url, since: this.#visitsBegan() });
    }
    if (isListed || chain.some((hop) => this.#list.match(hop.url))) {
      for (const hop of chain) if (hop.url !== url) this.#touch(tabId, hop);
    }
    if (how === null || this.#privateTabs.has(tabId)) return;
    const trail = this.#trail.arrived(tabId, { url, since: at, hops: chain, isListed, ...how });
    for (const page of trail) this.#remember(page.url, page.since, { isTrail: true });
  }

  /**
   * @param {number} tabId
   * @param {number} frameId
   * @param {string} url
   */
  #frameCommitted(tabId, frameId, url) {
    const inListedTab = this.#log.isOpen(tabId);
    if (inListedTab) this.#heard.listed(tabId, frameId);
    if (inListedTab || this.#list.match(url)) this.#touch(tabId, { url });
  }

  /** The history does not say of which tab a row is. */
  #isAllApart() {
    return this.#container.isOpen && this.#log.openTabs.every((tabId) => this.#container.holds(tabId));
  }

  /**
   * Remembers a URL, unless the tab is private: the browser writes nothing for it, so neither do we.
   * @param {number} tabId
   * @param {{ url: string, since?: number }} hop
   */
  #touch(tabId, { url, since = this.#now() }) {
    if (!this.#privateTabs.has(tabId)) this.#remember(url, since, { isApart: this.#container.holds(tabId) });
  }

  /**
   * @param {string} url
   * @param {number} since
   * @param {{ isTrail?: boolean, isApart?: boolean }} how `isTrail`: a page of its own, before or after the visit; `isApart`:
   *   no site is to be cleared for it
   */
  #remember(url, since, { isTrail = false, isApart = false } = {}) {
    if (!/^https?:/.test(url)) return;
    const entry = this.#list.match(url);
    const site = entry && !entry.paths && !isApart ? { host: entry.host, subdomains: entry.subdomains } : null;
    this.#log.touch({ url, listed: entry !== null, site, isTrail, since });
    this.#heard.touched();
  }
}

/** @param {string} url */
const withoutFragment = (url) => url.split("#", 1)[0];
