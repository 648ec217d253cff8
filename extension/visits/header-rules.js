/**
 * Harder response headers on listed pages, where the browser changes headers by rules (declarativeNetRequest). Rules of
 * this session only, never on disk, and only for the sites that are being visited: no other page is touched.
 */
import { hardHeaders } from "../shared/hard-headers.js";

/** 2000 to 3999 are ours: one for each entry, two where its pages are told apart from what they load. */
const FIRST_ID = 2000;
const TAB_ID = 3999;
const PRIORITY = 30;
const DOCUMENTS = ["main_frame", "sub_frame"];

/** @typedef {{ host: string, subdomains: boolean, paths?: string[], storage?: "keep" }} Entry */

export class HeaderRules {
  #api;
  #ruleOf;
  #openTabs;
  #privateTabs;
  /** @type {Map<string, Entry>} */
  #entries = new Map();
  /** Of the rules that are there. @type {number[]} */
  #ids = [];
  /** @type {Promise<unknown>} */
  #updating;

  /**
   * @param {object} parts
   * @param {Pick<typeof chrome.declarativeNetRequest, "updateSessionRules" | "getSessionRules">} parts.api
   * @param {(entry: Entry) => import("../shared/hard-headers.js").StorageRule} parts.ruleOf
   * @param {() => number[]} parts.openTabs normal tabs that show a listed page
   * @param {() => number[]} parts.privateTabs nothing is written for these: their headers stay
   */
  constructor({ api, ruleOf, openTabs, privateTabs }) {
    this.#api = api;
    this.#ruleOf = ruleOf;
    this.#openTabs = openTabs;
    this.#privateTabs = privateTabs;
    this.#updating = this.#look().catch(refused);
  }

  /**
   * A listed page is about to open in a normal window.
   * @param {Entry} entry
   */
  prepare(entry) {
    this.#entries.set(JSON.stringify(entry), entry);
    return this.renew();
  }

  /** No listed page is open any more. */
  drop() {
    this.#entries.clear();
    return this.renew();
  }

  /** The open tabs changed, or what was chosen. */
  renew() {
    const addRules = /** @type {chrome.declarativeNetRequest.Rule[]} */ (this.#entries.size > 0 ? this.#rules() : []);
    this.#updating = this.#updating.then(async () => {
      const removeRuleIds = this.#ids;
      if (addRules.length + removeRuleIds.length > 0) await this.#api.updateSessionRules({ removeRuleIds, addRules });
      this.#ids = addRules.map(({ id }) => id);
    }).catch(refused);
    return this.#updating;
  }

  /** An earlier worker may have left some. */
  async #look() {
    const there = await this.#api.getSessionRules();
    this.#ids = there.map(({ id }) => id).filter((id) => id >= FIRST_ID && id <= TAB_ID);
  }

  #rules() {
    const privateTabs = this.#privateTabs();
    const others = privateTabs.length > 0 ? { excludedTabIds: privateTabs } : {};
    const entries = [...this.#entries.values()];
    const rules = entries.flatMap((entry, at) => {
      const rule = this.#ruleOf(entry);
      const condition = { regexFilter: addressesOf(entry), isUrlFilterCaseSensitive: true, ...others };
      return [
        { id: FIRST_ID + 2 * at, condition: { ...condition, resourceTypes: DOCUMENTS }, action: action(rule, true) },
        { id: FIRST_ID + 2 * at + 1, condition: { ...condition, excludedResourceTypes: DOCUMENTS }, action: action(rule, false) },
      ];
    });
    const tabIds = this.#openTabs();
    const keeps = entries.some((entry) => this.#ruleOf(entry) === "keep");
    if (tabIds.length > 0) rules.push(/** @type {any} */ ({ id: TAB_ID, condition: { tabIds, excludedResourceTypes: ["main_frame"] }, action: action(keeps ? "keep" : "memory", false) }));
    return rules.map((rule) => ({ ...rule, priority: PRIORITY }));
  }
}

/**
 * @param {import("../shared/hard-headers.js").StorageRule} rule
 * @param {boolean} isDocument
 */
function action(rule, isDocument) {
  const { set, removed, added } = hardHeaders(rule, isDocument);
  return {
    type: "modifyHeaders",
    responseHeaders: [
      ...set.map(([header, value]) => ({ header, operation: "set", value })),
      ...removed.map((header) => ({ header, operation: "remove" })),
      ...added.map(([header, value]) => ({ header, operation: "append", value })),
    ],
  };
}

/**
 * @param {Entry} entry
 * @returns {string} a regular expression for its addresses
 */
export function addressesOf({ host, subdomains, paths }) {
  const name = `${subdomains ? "([^/?#]+\\.)?" : ""}${escaped(host)}(:\\d+)?`;
  return paths ? `^https?://${name}(${paths.map(escaped).join("|")})([/?#]|$)` : `^https?://${name}([/?#]|$)`;
}

/** @param {string} text */
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The browser takes no such rule: the visit is erased all the same. */
function refused() {}
