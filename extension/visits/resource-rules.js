/**
 * Harder response headers for what listed pages load, where the pages themselves are changed by a listener (Firefox). A
 * listener for everything would hold up each file of each page; rules are looked up in the browser's own process, and stand
 * while the event page sleeps. Rules of this session only, never on disk.
 *
 * They cover every address on the list, whoever asks for it; what listed hosts ask for; everything in a tab that shows a
 * listed page; and what a listed frame in another page asks for.
 */
import { hardHeaders } from "../shared/hard-headers.js";
import { conditionsOf } from "../shared/list-conditions.js";

const KEY = "resources";

/** 4000 to 4999 are ours. */
const LIST_ID = 4000;
const TABS_ID = 4900;
const LAST_ID = 4999;
const PRIORITY = 30;
/** `allow` takes away what lies at its own priority and below. */
const EXEMPT_PRIORITY = 30;

/** Pages and frames are changed by the listener, which knows more of them. */
const FILES = { excludedResourceTypes: ["main_frame", "sub_frame"] };

/** @typedef {{ host: string, subdomains: boolean, paths?: string[], storage?: "keep" }} Entry */
/** @typedef {{ revision: string, entries(): Promise<readonly Entry[]> }} Wanted what is listed */
/** @typedef {{ hosts: string[] | null, keeps: boolean }} Shown `hosts`: of the listed frames in it; null: it shows a listed page */
/** @typedef {{ list: string, tabs: [number, Shown][], exempt: number[] }} Standing what the rules that are set were made from */

export class ResourceRules {
  #parts;
  /** @type {Map<number, Shown>} */
  #tabs = new Map();
  /** @type {Set<number>} */
  #exempt = new Set();
  #list = "unknown";
  /** @type {Promise<unknown>} */
  #work;
  /** Rules that are being set. @type {Promise<void> | undefined} */
  #setting;

  /**
   * @param {object} parts
   * @param {Pick<typeof chrome.declarativeNetRequest, "updateSessionRules" | "getSessionRules">} parts.rules
   * @param {Pick<chrome.storage.StorageArea, "get" | "set">} parts.session memory of this browser session
   * @param {(entry: Entry) => boolean} parts.keeps whether the entry's pages keep their storage, and so their cookies
   */
  constructor(parts) {
    this.#parts = parts;
    this.#work = parts.session.get(KEY).then(({ [KEY]: standing }) => {
      if (!standing) return;
      const { list, tabs, exempt } = /** @type {Standing} */ (standing);
      this.#list = list;
      for (const [tabId, shown] of tabs) if (!this.#tabs.has(tabId)) this.#tabs.set(tabId, shown);
      for (const tabId of exempt) this.#exempt.add(tabId);
    });
  }

  /**
   * @param {Wanted} wanted
   * @returns {Promise<void>} when the rules for it stand; at once where they do
   */
  cover(wanted) {
    return this.#then(async () => {
      if (wanted.revision === this.#list) return;
      const there = await this.#parts.rules.getSessionRules();
      const before = there.map(({ id }) => id).filter((id) => id >= LIST_ID && id <= LAST_ID);
      await this.#set(before, [...this.#ofList(await wanted.entries()), ...this.#ofTabs()]);
      this.#list = wanted.revision;
    });
  }

  /**
   * The tab is about to show a listed page, or shows one.
   * @param {number} tabId
   * @param {boolean} keeps
   * @returns {Promise<void> | undefined} when it is covered; undefined: it is
   */
  page(tabId, keeps) {
    const shown = this.#tabs.get(tabId);
    if (shown?.hosts === null && shown.keeps === keeps) return this.#setting;
    this.#tabs.set(tabId, { hosts: null, keeps });
    return this.#renew();
  }

  /**
   * A page that is not listed is about to show a listed frame, or a frame of one.
   * @param {number} tabId
   * @param {string} host the frame's
   * @param {boolean} keeps
   * @returns {Promise<void> | undefined} when it is covered; undefined: it is
   */
  frame(tabId, host, keeps) {
    const { hosts, keeps: kept } = this.#tabs.get(tabId) ?? { hosts: [], keeps: true };
    if (hosts === null || hosts.includes(host)) return this.#setting;
    this.#tabs.set(tabId, { hosts: [...hosts, host], keeps: keeps && kept });
    return this.#renew();
  }

  /**
   * The tab shows a page that is not listed, or is closed.
   * @param {number} tabId
   */
  left(tabId) {
    return this.#tabs.delete(tabId) ? this.#renew() : undefined;
  }

  /**
   * Nothing is written for a private tab: its responses stay as they are.
   * @param {number} tabId
   * @returns {Promise<void> | undefined} when it is so; undefined: it is
   */
  exempt(tabId) {
    if (this.#exempt.has(tabId)) return this.#setting;
    this.#exempt.add(tabId);
    return this.#renew();
  }

  /** The tab is gone: its id never comes again in this session, so that nothing has to be set. @param {number} tabId */
  closed(tabId) {
    this.#exempt.delete(tabId);
    return this.left(tabId);
  }

  #renew() {
    const ids = Array.from({ length: LAST_ID - TABS_ID + 1 }, (_, at) => TABS_ID + at);
    return this.#then(() => this.#set(ids, this.#ofTabs()));
  }

  /** @param {readonly Entry[]} entries */
  #ofList(entries) {
    const kept = entries.filter((entry) => this.#parts.keeps(entry));
    const others = entries.filter((entry) => !kept.includes(entry));
    return [
      ...conditionsOf(others).map((condition) => hardened(condition, false)),
      ...conditionsOf(kept).map((condition) => hardened(condition, true)),
      ...askedBy(others, false, kept),
      ...askedBy(kept, true, []),
    ].map((rule, at) => ({ id: LIST_ID + at, ...rule }));
  }

  #ofTabs() {
    const tabs = [...this.#tabs];
    const pages = (/** @type {boolean} */ keeps) => tabs.flatMap(([tabId, shown]) => (shown.hosts === null && shown.keeps === keeps ? [tabId] : []));
    const frames = tabs.flatMap(([tabId, { hosts, keeps }]) => (hosts ? [hardened({ tabIds: [tabId], initiatorDomains: hosts }, keeps)] : []));
    const exempt = [...this.#exempt];
    return [
      ...(exempt.length > 0 ? [{ priority: EXEMPT_PRIORITY, condition: { tabIds: exempt, ...FILES }, action: { type: "allow" } }] : []),
      ...[true, false].flatMap((keeps) => (pages(keeps).length > 0 ? [hardened({ tabIds: pages(keeps) }, keeps)] : [])),
      ...frames,
    ]
      .slice(0, LAST_ID - TABS_ID + 1)
      .map((rule, at) => ({ id: TABS_ID + at, ...rule }));
  }

  /**
   * @param {number[]} removeRuleIds of rules that need not be there
   * @param {object[]} addRules
   */
  #set(removeRuleIds, addRules) {
    return this.#parts.rules.updateSessionRules({ removeRuleIds, addRules: /** @type {any} */ (addRules) });
  }

  /** @param {() => Promise<unknown>} step @returns {Promise<void>} */
  #then(step) {
    const done = this.#work
      .then(step)
      .then(() => this.#parts.session.set({ [KEY]: this.#standing() }))
      .catch(refused)
      .then(() => {
        if (this.#setting === done) this.#setting = undefined;
      });
    this.#setting = done;
    this.#work = done;
    return done;
  }

  /** @returns {Standing} */
  #standing() {
    return { list: this.#list, tabs: [...this.#tabs], exempt: [...this.#exempt] };
  }
}

/**
 * @param {object} condition
 * @param {boolean} keeps
 */
function hardened(condition, keeps) {
  const { set, removed } = hardHeaders(keeps ? "keep" : "memory", false);
  const responseHeaders = [
    ...set.map(([header, value]) => ({ header, operation: "set", value })),
    ...removed.map((header) => ({ header, operation: "remove" })),
  ];
  return { priority: PRIORITY, condition: { ...condition, ...FILES }, action: { type: "modifyHeaders", responseHeaders } };
}

/**
 * What pages, frames and workers of these hosts ask for. A rule that names a tab, be it none, would have the browser look for
 * the tab of every request. Of a host that is listed alone or by its pages nothing can be told from who asks.
 * @param {readonly Entry[]} entries
 * @param {boolean} keeps
 * @param {readonly Entry[]} others which have their own say over what is asked of them
 */
function askedBy(entries, keeps, others) {
  const initiatorDomains = domains(entries);
  const excluded = domains(others);
  const apart = excluded.length > 0 ? { excludedRequestDomains: excluded } : {};
  return initiatorDomains.length > 0 ? [hardened({ initiatorDomains, ...apart }, keeps)] : [];
}

/** @param {readonly Entry[]} entries */
const domains = (entries) => entries.flatMap(({ host, subdomains, paths }) => (subdomains && !paths ? [host] : []));

/** The browser takes no such rule: the visit is erased all the same. */
function refused() {}
