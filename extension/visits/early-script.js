/**
 * The key script before a listed page's own scripts: registered for the one site while a visit to it lasts. Injection
 * by tab and frame comes a moment after the page has begun, when a script of the page may already have taken the
 * keyboard for itself.
 *
 * In this session's memory only, and for top frames of that site alone: no other page is slowed or gets code
 * (FACTS, Stopping: registered scripts slow every page by their number).
 */

const KEY_SCRIPT = "content/escape-key.js";
const ID = "key";

/** @typedef {{ host: string, subdomains: boolean, paths?: string[] }} Entry */

export class EarlyScript {
  #scripting;
  /** @type {Set<string>} */
  #patterns = new Set();
  /** @type {Promise<unknown>} */
  #registering = Promise.resolve();

  /**
   * @param {Pick<typeof chrome.scripting, "registerContentScripts" | "unregisterContentScripts">} scripting
   */
  constructor(scripting) {
    this.#scripting = scripting;
  }

  /**
   * A listed page is about to open.
   * @param {Entry} entry
   */
  prepare(entry) {
    const before = this.#patterns.size;
    for (const pattern of patternsOf(entry)) this.#patterns.add(pattern);
    return this.#patterns.size > before ? this.#register() : this.#registering;
  }

  /** No listed page is open any more. */
  drop() {
    this.#patterns.clear();
    return this.#register();
  }

  #register() {
    const matches = [...this.#patterns];
    this.#registering = this.#registering.then(async () => {
      await this.#scripting.unregisterContentScripts({ ids: [ID] }).catch(wasNot);
      if (matches.length === 0) return;
      const script = { id: ID, js: [KEY_SCRIPT], matches, persistAcrossSessions: false };
      await this.#scripting.registerContentScripts([{ ...script, runAt: "document_start", allFrames: false }]);
    }).catch(wasNot);
    return this.#registering;
  }
}

/**
 * @param {Entry} entry
 * @returns {string[]} match patterns for its pages and for no others
 */
export function patternsOf({ host, subdomains, paths }) {
  const hosts = subdomains ? [host, `*.${host}`] : [host];
  const places = paths ? paths.flatMap((path) => [path, `${path}?*`, `${path}/*`]) : ["/*"];
  return hosts.flatMap((name) => places.map((place) => `*://${name}${place}`));
}

/** None was registered, or the browser refuses it: injection by tab and frame still arms the page. */
function wasNot() {}
