/**
 * Keeps the browser's own rules in step with what is listed and with the tabs that may open it. Rules last as long as the
 * browser session, over any number of lives of the worker: they are set only when something has changed, for setting them
 * costs tens of milliseconds (FACTS, Stopping: Chromium).
 */
import { EXEMPTION_IDS, exemptHosts, exemptTabs, isStopping, stoppingRules } from "./rules.js";

const KEY = "gate";

/** @typedef {import("./rules.js").Entry} Entry */
/** @typedef {import("./rules.js").Rule} Rule */
/** @typedef {{ revision: string, entries(): Promise<readonly Entry[]>, normal: readonly string[] }} Wanted what to stop; `normal`: hosts that open as ever */
/** @typedef {{ stopped: string, exempt: string }} Standing signs of the rules that are set */

export class RuleGate {
  #rules;
  #session;
  /** @type {Set<number>} */
  #exempt = new Set();
  /**
   * Until it is known: rules of an earlier life of the extension may stand although the memory of the session is empty. A
   * rule that nobody answers for would keep a page from opening at all.
   * @type {Standing}
   */
  #standing = { stopped: "unknown", exempt: "unknown" };
  /** @type {Promise<unknown>} */
  #work;
  /** Unknown until told at each wake-up: till then what stands, stands. @type {boolean | undefined} */
  #isOn;
  /** @type {readonly string[]} */
  #normal = [];

  /**
   * @param {object} parts
   * @param {Pick<typeof chrome.declarativeNetRequest, "updateSessionRules" | "getSessionRules">} parts.rules
   * @param {Pick<chrome.storage.StorageArea, "get" | "set">} parts.session memory of this browser session; as the rules,
   *   it ends with the browser and with the extension's version
   */
  constructor({ rules, session }) {
    this.#rules = rules;
    this.#session = session;
    this.#work = session.get(KEY).then(({ [KEY]: standing }) => {
      if (standing) this.#standing = /** @type {Standing} */ (standing);
      // a rule that names tabs which are gone meanwhile does no harm, and setting it anew takes time
      for (const tabId of tabsIn(this.#standing.exempt)) this.#exempt.add(tabId);
    });
  }

  /**
   * @param {Wanted | null} wanted null: nothing is stopped
   * @returns {Promise<void>} when the rules are set
   */
  stop(wanted) {
    return this.#then(async () => {
      this.#isOn = wanted !== null;
      this.#normal = wanted?.normal ?? [];
      const sign = wanted?.revision ?? "";
      if (sign !== this.#standing.stopped) {
        await this.#set(await this.#stopping(), wanted ? stoppingRules(await wanted.entries()) : []);
        await this.#stands({ ...this.#standing, stopped: sign });
      }
      await this.#setExemptions();
    });
  }

  /**
   * A listed page may open in this tab from now on.
   * @param {number[]} tabIds
   * @returns {Promise<void>} when it may
   */
  exempt(...tabIds) {
    for (const tabId of tabIds) this.#exempt.add(tabId);
    return this.#then(() => this.#setExemptions());
  }

  /** @param {number} tabId */
  isExempt(tabId) {
    return this.#exempt.has(tabId);
  }

  /** Not any more. @param {number} tabId */
  revoke(tabId) {
    return this.#exempt.delete(tabId) ? this.#then(() => this.#setExemptions()) : this.#work;
  }

  /** The tab is gone: its id never comes again in this session, so that nothing has to be set. @param {number} tabId */
  closed(tabId) {
    this.#exempt.delete(tabId);
  }

  async #setExemptions() {
    if (this.#isOn === undefined) return;
    const rules = this.#isOn ? [...exemptTabs(this.#exempt), ...exemptHosts(this.#normal)] : [];
    const sign = JSON.stringify(rules);
    if (sign === this.#standing.exempt) return;
    await this.#set(EXEMPTION_IDS, rules);
    await this.#stands({ ...this.#standing, exempt: sign });
  }

  /** Ids of the rules that stop pages. Asking takes longer than setting one: 105 ms with 20,000 entries. */
  async #stopping() {
    const standing = await this.#rules.getSessionRules();
    return standing.map(({ id }) => id).filter(isStopping);
  }

  /**
   * @param {readonly number[]} removed ids, of rules that need not be there
   * @param {Rule[]} added
   */
  #set(removed, added) {
    return this.#rules.updateSessionRules({ removeRuleIds: [...removed], addRules: /** @type {any} */ (added) });
  }

  /** @param {Standing} standing */
  #stands(standing) {
    this.#standing = standing;
    return this.#session.set({ [KEY]: standing });
  }

  /** @param {() => Promise<void>} step */
  #then(step) {
    const done = this.#work.then(step);
    this.#work = done.catch(() => {});
    return done;
  }
}

/**
 * @param {string} sign of exemptions that stand
 * @returns {number[]}
 */
function tabsIn(sign) {
  if (sign === "unknown") return [];
  return /** @type {{ condition: { tabIds?: number[] } }[]} */ (JSON.parse(sign)).flatMap(({ condition }) => condition.tabIds ?? []);
}
