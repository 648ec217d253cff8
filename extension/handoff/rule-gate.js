/**
 * Keeps the browser's own rules in step with what is listed and with the tabs that may open it. Rules last as long as the
 * browser session, over any number of lives of the worker: they are set only when something has changed, for setting them
 * costs tens of milliseconds (FACTS, Stopping: Chromium).
 */
import { exemptHosts, exemptTabs, isExemption, isStopping, stoppingRules } from "./rules.js";

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
        await this.#replace(isStopping, wanted ? stoppingRules(await wanted.entries()) : []);
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
    await this.#replace(isExemption, rules);
    await this.#stands({ ...this.#standing, exempt: sign });
  }

  /**
   * @param {(id: number) => boolean} isOurs
   * @param {Rule[]} rules
   */
  async #replace(isOurs, rules) {
    const standing = await this.#rules.getSessionRules();
    const removeRuleIds = standing.map(({ id }) => id).filter(isOurs);
    await this.#rules.updateSessionRules({ removeRuleIds, addRules: /** @type {any} */ (rules) });
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
