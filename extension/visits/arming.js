/**
 * Gives the frames of a listed tab their key, and its toolbar button the meaning "leave".
 *
 * By tab and frame, never by registered patterns: those slow every page, and they test the frame's own URL, so that a
 * frame of another origin would have no key (FACTS, Stopping: Chromium).
 */

/** In this order: the key script makes use of the first. */
const KEY_SCRIPTS = ["content/neutral.js", "content/escape-key.js"];

export class Arming {
  #scripting;
  #action;
  #config;
  #scripts;
  /** What the frames of each armed tab know each other by. @type {Map<number, string>} */
  #passes = new Map();

  /**
   * @param {object} parts
   * @param {Pick<typeof chrome.scripting, "executeScript">} parts.scripting
   * @param {Pick<typeof chrome.action, "setPopup">} parts.action
   * @param {() => KeyConfig} parts.config read at each arming
   * @param {() => readonly string[]} [parts.scripts] further content scripts that the person's choices ask for
   */
  constructor({ scripting, action, config, scripts = () => [] }) {
    this.#scripting = scripting;
    this.#action = action;
    this.#config = config;
    this.#scripts = scripts;
  }

  /** @typedef {{ decoy: string, key: string, press: string }} KeyConfig what the key script must know by itself */

  /**
   * One frame has a new document.
   * @param {number} tabId
   * @param {number} frameId
   */
  arm(tabId, frameId) {
    // A worker that was ended has forgotten the tab's: all of its frames get a new one.
    if (!this.#passes.has(tabId)) return this.armAllFrames(tabId);
    if (frameId === 0) this.#leaveButton(tabId);
    return this.#inject({ tabId, frameIds: [frameId] });
  }

  /**
   * Every frame that the tab has by now: a frame may have been there before we were.
   * @param {number} tabId
   */
  armAllFrames(tabId) {
    this.#leaveButton(tabId);
    return this.#inject({ tabId, allFrames: true });
  }

  /** @param {number} tabId */
  disarm(tabId) {
    this.#passes.delete(tabId);
    return this.#action.setPopup({ tabId, popup: "pages/popup/popup.html" }).catch(gone);
  }

  /** Without a popup the button's click comes to us. @param {number} tabId */
  #leaveButton(tabId) {
    return this.#action.setPopup({ tabId, popup: "" }).catch(gone);
  }

  /** @param {chrome.scripting.InjectionTarget} target */
  async #inject(target) {
    const pass = this.#passes.get(target.tabId) ?? crypto.randomUUID();
    this.#passes.set(target.tabId, pass);
    const config = { ...this.#config(), pass };
    await Promise.all([
      this.#scripting.executeScript({ target, func: configure, args: [config], injectImmediately: true }),
      this.#scripting.executeScript({ target, files: [...KEY_SCRIPTS, ...this.#scripts()], injectImmediately: true }),
    ]).catch(gone);
  }
}

/**
 * Runs in the frame, in our isolated world, before the key script.
 * @param {KeyConfig} config
 */
function configure(config) {
  Object.assign(globalThis, { sidestepKey: config });
}

/** The tab or the frame went away meanwhile, or the browser lets nobody in there: the browser command still works. */
function gone() {}
