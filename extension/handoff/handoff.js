/**
 * What becomes of a listed page that was stopped before it opened: it opens privately, or a neutral question is asked, or
 * it opens where it was meant to. Whatever goes wrong, the page opens: nothing that a person asked for is lost.
 */

/** A browser may stop the same page twice: first by https, then by http. And people click twice. */
const SAME_MS = 1000;

/**
 * @typedef {object} Meant
 * @property {number} tabId in which the page was to open
 * @property {string} url
 * @property {string} [source] origin of the page that led there
 */

export class Handoff {
  #tabs;
  #choice;
  #elsewhere;
  #question;
  #passes;
  #isAway;
  #isListed;
  #isBroughtBack;
  #openedPrivately;
  #now;
  #last = { tabId: -1, key: "", at: 0 };
  /** The latest, kept in memory alone: a worker that was ended has forgotten it. @type {Meant | undefined} */
  #handedOver;

  /**
   * @param {object} parts
   * @param {Pick<typeof chrome.tabs, "get" | "update" | "remove" | "create" | "query">} parts.tabs
   * @param {import("./choice.js").Choice} parts.choice
   * @param {Pick<import("./elsewhere.js").Elsewhere, "open" | "isOpen">} parts.elsewhere
   * @param {Pick<import("./question.js").Question, "ask">} parts.question
   * @param {Pick<import("./passes.js").Passes, "grant" | "has">} parts.passes
   * @param {(tabId: number) => boolean} parts.isAway the tab is one in which listed pages are opened instead
   * @param {(url: string) => boolean} parts.isListed
   * @param {(url: string) => boolean} parts.isBroughtBack whether the browser itself reopens it after a visit that was cut off
   * @param {(meant: Meant) => unknown} parts.openedPrivately told afterwards
   * @param {() => number} parts.now milliseconds since the epoch
   */
  constructor({ tabs, choice, elsewhere, question, passes, isAway, isListed, isBroughtBack, openedPrivately, now }) {
    this.#tabs = tabs;
    this.#choice = choice;
    this.#elsewhere = elsewhere;
    this.#question = question;
    this.#passes = passes;
    this.#isAway = isAway;
    this.#isListed = isListed;
    this.#isBroughtBack = isBroughtBack;
    this.#openedPrivately = openedPrivately;
    this.#now = now;
  }

  /**
   * A page was stopped, and the tab is as it was.
   * @param {Meant} meant
   */
  async stopped(meant) {
    if (this.#isRepeated(meant)) return;
    if (this.#isBroughtBack(meant.url) && !this.#isAway(meant.tabId)) return void (await this.#tidy(meant.tabId));
    if (await this.#mayOpenHere(meant)) await this.openHere(meant);
    else if (this.#choice.mode === "ask") await this.#question.ask(meant).catch(() => this.openPrivately(meant));
    else await this.openPrivately(meant);
  }

  /**
   * @param {Meant} meant
   * @returns {Promise<boolean>} false: it opens in its own tab instead
   */
  async openPrivately(meant) {
    if (!(await this.#elsewhere.open(meant))) {
      await this.openHere(meant);
      return false;
    }
    this.#handedOver = meant;
    await this.#tidy(meant.tabId);
    this.#openedPrivately(meant);
    return true;
  }

  /**
   * In a normal window after all, this time.
   * @param {Meant} meant
   */
  async openHere({ tabId, url }) {
    const tab = (await this.#tabs.get(tabId).catch(gone)) ?? (await this.#tabs.create({ url: "about:blank" }));
    const id = /** @type {number} */ (tab.id);
    await this.#passes.grant(id);
    await this.#tabs.update(id, { url });
  }

  /** Whether a page that was handed over could still be opened where it was meant to: as long as where it is is open. */
  get canOpenHere() {
    return this.#handedOver !== undefined && this.#elsewhere.isOpen;
  }

  /** @returns {Promise<boolean>} whether there was one */
  async openLastHere() {
    const meant = this.canOpenHere ? this.#handedOver : undefined;
    this.#handedOver = undefined;
    if (meant) await this.openHere(meant);
    return meant !== undefined;
  }

  /** The tab shows another page: what is stopped there from now on is meant anew. @param {number} tabId */
  committed(tabId) {
    if (tabId === this.#last.tabId) this.#last.tabId = -1;
  }

  /** @param {Meant} meant */
  #isRepeated({ tabId, url }) {
    const { tabId: lastTab, key: lastKey, at } = this.#last;
    const key = url.replace(/^https?:/, "");
    this.#last = { tabId, key, at: this.#now() };
    return tabId === lastTab && key === lastKey && this.#now() - at < SAME_MS;
  }

  /**
   * In a tab that is away; where the rules stopped more than is listed; and in a tab that came from one where the person wants
   * the site to open normally.
   * @param {Meant} meant
   */
  async #mayOpenHere({ tabId, url }) {
    if (this.#isAway(tabId) || !this.#isListed(url) || this.#choice.mode === "off") return true;
    const opener = (await this.#tabs.get(tabId).catch(gone))?.openerTabId;
    return opener !== undefined && this.#passes.has(opener);
  }

  /**
   * Takes away a tab that was opened for the stopped page and shows nothing, or that would show it again.
   * @param {number} tabId
   */
  async #tidy(tabId) {
    const tab = await this.#tabs.get(tabId).catch(gone);
    if (!tab || !(isBlank(tab) || this.#isListed(tab.url ?? ""))) return;
    const beside = await this.#tabs.query({ windowId: tab.windowId });
    if (beside.length > 1 || tab.openerTabId !== undefined) await this.#tabs.remove(tabId).catch(gone);
    else if (!isBlank(tab)) await this.#tabs.create({ windowId: tab.windowId }).then(() => this.#tabs.remove(tabId), gone);
  }
}

/** @param {{ url?: string }} tab */
const isBlank = ({ url }) => url === "" || url === "about:blank";

/** Somebody closed it first. */
function gone() {
  return undefined;
}
