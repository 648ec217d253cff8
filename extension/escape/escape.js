/**
 * The exit: covered, the decoy in front, every listed tab closed, then the sweep.
 *
 * The decoy gets a tab of its own instead of the listed one's: its back list starts there, and its history row names no
 * page that led to it (FACTS, Erasing: Chromium, "best measured exit").
 */

/**
 * So long the covered page is left in front, for its empty picture to reach the screen: a tab that comes in front before
 * it does is slower to draw, and the words stay to be read that long. Measured in Chromium (docs/bench/escape.md): without
 * it, hidden after 72 ms in the middle; with it, after 21 ms.
 */
const HEAD_START_MS = 30;

/**
 * Closing and erasing wait for the decoy to be drawn: together on two processors they kept it from that for 40 ms (measured
 * in Chromium). One that needs longer is not waited for.
 */
const DRAWN_MS = 60;
const DECOY_FIRST_MS = 300;

/** The page of a tab that has not closed by then hangs. */
const HANGING_MS = 1000;

/** @typedef {import("./landing.js").Tab} Tab */
/** @typedef {{ from: Tab, hasLanded: boolean }} Unfinished an escape that is under way */
/** @typedef {import("./landing.js").Landed} Landed */

export class Escape {
  #tabs;
  #log;
  #isListed;
  #isDecoy;
  #cover;
  #landing;
  #sweep;
  #wait;
  #isOwn;
  #unfinished;
  /** What an earlier run of the worker had begun, and the tabs that it knew as listed. */
  #begunBefore;
  #knownBefore;
  #cancelDownloads;
  #leaves;
  #parting;
  /** @type {Promise<Landed> | null} */
  #leaving = null;

  /**
   * @param {object} parts
   * @param {Pick<typeof chrome.tabs, "remove" | "query" | "discard">} parts.tabs
   * @param {import("../visits/visit-log.js").VisitLog} parts.log
   * @param {(url: string) => boolean} parts.isListed
   * @param {(url: string) => boolean} parts.isDecoy
   * @param {(tabId: number) => Promise<unknown>} parts.cover
   * @param {Pick<import("./landing.js").Landing, "open">} parts.landing
   * @param {(landed?: Landed) => Promise<unknown>} parts.sweep erases what the visits left
   * @param {(ms: number) => Promise<void>} parts.wait
   * @param {{ load(): Promise<Unfinished | null | undefined>, save(state: Unfinished | null): Promise<void> }} parts.unfinished
   *   the session's memory of an escape that is under way
   * @param {(tab: chrome.tabs.Tab) => boolean} [parts.isOwn] whether a tab is where listed pages are opened instead
   * @param {() => Promise<unknown>} parts.cancelDownloads those of listed pages
   * @param {(tab?: Tab) => void} parts.leaves told which tab is left, before anything is done
   * @param {(tabs: chrome.tabs.Tab[]) => Promise<unknown>} [parts.parting] what their pages must do before they close
   */
  constructor(parts) {
    const { tabs, log, isListed, isDecoy, cover, landing, sweep, cancelDownloads, leaves, wait, unfinished } = parts;
    const { isOwn = () => false, parting = async () => {} } = parts;
    this.#tabs = tabs;
    this.#log = log;
    this.#isListed = isListed;
    this.#isDecoy = isDecoy;
    this.#cover = cover;
    this.#landing = landing;
    this.#sweep = sweep;
    this.#wait = wait;
    this.#isOwn = isOwn;
    this.#unfinished = unfinished;
    this.#begunBefore = unfinished.load();
    this.#knownBefore = log.ready.then(() => log.openTabs);
    this.#cancelDownloads = cancelDownloads;
    this.#leaves = leaves;
    this.#parting = parting;
  }

  /**
   * Leaves. However often it is asked before the listed tabs are closed, it leaves once.
   * @param {Tab} [tab] where the key was pressed
   * @returns {Promise<void>} when the listed tabs are closed and the sweep has run
   */
  async leave(tab) {
    await this.#leaveOnce(tab, this.#log.openTabs);
  }

  /** @param {Tab | undefined} tab @param {number[]} known ids of the tabs that showed a listed page at the press */
  async #leaveOnce(tab, known) {
    this.#leaving ??= this.#leave(tab, known).finally(() => (this.#leaving = null));
    await this.#sweep(await this.#leaving);
  }

  /**
   * A wake-up: ends what an earlier run of the worker had begun when it was ended. Only tabs that were listed then are
   * closed: a page that somebody has opened since is a visit of its own.
   * @returns {Promise<void>} when they are closed; the log's own wake-up erases
   */
  async resume() {
    const [begun, known] = await Promise.all([this.#begunBefore, this.#knownBefore]);
    if (!begun) return;
    if (!begun.hasLanded) await this.#landing.open(begun.from).catch(alreadyGone);
    await this.#close(({ id }) => known.includes(/** @type {number} */ (id)));
    await this.#cancelDownloads().catch(refused);
    await this.#unfinished.save(null);
  }

  /**
   * A wake-up: where a tab that was listed shows the decoy, the key was pressed and nobody was awake to hear it. The page
   * went there by itself, and what its script has sent is refused, for the tab shows no listed page any more.
   * @param {chrome.tabs.Tab[]} tabs all of them
   */
  async catchUp(tabs) {
    const known = await this.#knownBefore;
    const left = tabs.find(({ id, url = "" }) => known.includes(/** @type {number} */ (id)) && this.#isDecoy(url));
    // Not in its own tab: that shows a page that is not listed, and no script of ours runs there.
    if (left) this.#leaveOnce({ windowId: left.windowId, incognito: left.incognito }, [/** @type {number} */ (left.id)]);
  }

  /**
   * @param {Tab | undefined} tab
   * @param {number[]} known closed whatever they show by then: a page that waited too long for an answer has gone to the
   *   decoy by itself, and Back leads to it from there
   * @returns {Promise<Landed>}
   */
  async #leave(tab, known) {
    // Not waited for: the browser makes these calls in their order.
    const from = { id: tab?.id, windowId: tab?.windowId, incognito: tab?.incognito };
    const isNoted = this.#unfinished.save({ from, hasLanded: false });
    this.#leaves(tab);
    try {
      if (tab?.id !== undefined) {
        this.#cover(tab.id);
        await this.#wait(HEAD_START_MS);
      }
      const landed = await this.#landing.open(tab);
      this.#unfinished.save({ from, hasLanded: true });
      await Promise.race([landed.arrived.then(() => this.#wait(DRAWN_MS)), this.#wait(DECOY_FIRST_MS)]);
      await this.#log.ready;
      const isMeant = (/** @type {chrome.tabs.Tab} */ each) => known.includes(/** @type {number} */ (each.id)) || this.#isOpen(each);
      await Promise.all([this.#close(isMeant), this.#cancelDownloads().catch(refused)]);
      // A window that closes may have taken the front with it.
      await landed.toFront().catch(alreadyGone);
      return landed;
    } finally {
      await isNoted;
      await this.#unfinished.save(null);
    }
  }

  /**
   * Closes tabs of all windows, what they opened privately, and all that was opened for listed pages.
   * @param {(tab: chrome.tabs.Tab) => boolean} isMeant
   */
  async #close(isMeant) {
    const all = await this.#tabs.query({});
    const meant = new Set(all.filter(isMeant).map(({ id }) => id));
    const isOpenedPrivately = (/** @type {chrome.tabs.Tab} */ { incognito, openerTabId }) => incognito && meant.has(openerTabId);
    const closing = all.filter((tab) => meant.has(tab.id) || isOpenedPrivately(tab) || this.#isOwn(tab));
    const ids = closing.map(({ id }) => /** @type {number} */ (id));
    await this.#parting(closing).catch(refused);
    const closed = Promise.all(ids.map((id) => this.#tabs.remove(id).catch(alreadyGone)));
    const hang = await Promise.race([closed.then(() => false), this.#wait(HANGING_MS).then(() => true)]);
    if (hang) await this.#closeHanging(ids);
  }

  /**
   * Chromium asks a page before it closes its tab, and waits for ever for one whose main thread hangs. A tab that is
   * discarded has no page to be asked.
   * @param {number[]} ids of tabs that were told to close
   */
  async #closeHanging(ids) {
    for (const id of await this.#stillOpen(ids)) {
      const discarded = await this.#tabs.discard(id).catch(alreadyGone);
      this.#tabs.remove(discarded?.id ?? id).catch(alreadyGone);
    }
  }

  /** @param {number[]} ids */
  async #stillOpen(ids) {
    return (await this.#tabs.query({})).map(({ id }) => /** @type {number} */ (id)).filter((id) => ids.includes(id));
  }

  /** The log knows it, or it shows or is loading a listed page by now. @param {chrome.tabs.Tab} tab */
  #isOpen({ id, url, pendingUrl }) {
    return this.#log.isOpen(id) || [url, pendingUrl].some((shown) => shown !== undefined && this.#isListed(shown));
  }
}

/** Nothing may keep the tabs from closing or the sweep from running. */
function refused() {}

/** Somebody closed it first. */
function alreadyGone() {}
