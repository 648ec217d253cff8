/**
 * Scripts that must be there before a listed page's own: the key, which a page may otherwise take for itself, and storage
 * kept in page memory, which a page may otherwise have used by then. Registered for the one site while a visit to it
 * lasts; injection by tab and frame comes a moment after the page has begun.
 *
 * In this session's memory only, and for that site alone: no other page is slowed or gets code (FACTS, Stopping:
 * registered scripts slow every page by their number).
 */
import { patternsOf } from "./match-patterns.js";
import { GUARD_SCRIPTS } from "./guards.js";
import { FRAME_SCRIPTS, MEMORY_SCRIPTS } from "./memory-scripts.js";

/** In this order: the key script makes use of the first. */
const KEY_SCRIPTS = ["content/neutral.js", "content/escape-key.js"];

/** @typedef {{ host: string, subdomains: boolean, paths?: string[], storage?: "keep" }} Entry */

export class EarlyScript {
  #scripting;
  #chosen;
  #keepsInMemory;
  /** By host and paths. @type {Map<string, Entry>} */
  #entries = new Map();
  /** Id → what is registered; "" when an earlier worker did it. @type {Map<string, string>} */
  #registered = new Map();
  /** Hosts of other sites that listed pages show in frames. @type {Set<string>} */
  #frameHosts = new Set();
  /** @type {Promise<unknown>} */
  #registering;

  /**
   * @param {Pick<typeof chrome.scripting, "registerContentScripts" | "updateContentScripts" | "unregisterContentScripts" | "getRegisteredContentScripts">} scripting
   * @param {(entry: Entry) => boolean} keepsInMemory whether its pages' storage is kept in page memory
   * @param {() => readonly string[]} [chosen] further scripts of top frames that the person's choices ask for
   */
  constructor(scripting, keepsInMemory, chosen = () => []) {
    this.#scripting = scripting;
    this.#keepsInMemory = keepsInMemory;
    this.#chosen = chosen;
    this.#registering = this.#look().catch(wasNot);
  }

  /**
   * A listed page is about to open.
   * @param {Entry} entry
   */
  prepare(entry) {
    const before = this.#entries.size;
    this.#entries.set(JSON.stringify(entry), entry);
    return this.#entries.size > before ? this.renew() : this.#registering;
  }

  /**
   * A listed page is about to show another site in a frame.
   * @param {string} host
   */
  prepareFrame(host) {
    if (this.#frameHosts.has(host)) return this.#registering;
    this.#frameHosts.add(host);
    return this.renew();
  }

  /** No listed page is open any more. */
  drop() {
    this.#entries.clear();
    this.#frameHosts.clear();
    return this.renew();
  }

  /** Registers what has changed, in as few calls as can be: a page is about to begin. */
  renew() {
    const wanted = this.#scripts();
    this.#registering = this.#registering.then(() => this.#bring(wanted)).catch(wasNot);
    return this.#registering;
  }

  /** What an earlier worker has registered stays until it is known what is wanted. */
  async #look() {
    for (const { id } of await this.#scripting.getRegisteredContentScripts()) this.#registered.set(id, "");
  }

  /** @param {any[]} wanted */
  async #bring(wanted) {
    const ids = new Set(wanted.map(({ id }) => id));
    const changed = wanted.filter((script) => this.#registered.get(script.id) !== JSON.stringify(script));
    const [known, fresh] = [true, false].map((isThere) => changed.filter(({ id }) => this.#registered.has(id) === isThere));
    const gone = [...this.#registered.keys()].filter((id) => !ids.has(id));
    await Promise.all([
      fresh.length > 0 && this.#scripting.registerContentScripts(fresh),
      known.length > 0 && this.#scripting.updateContentScripts(known),
      gone.length > 0 && this.#scripting.unregisterContentScripts({ ids: gone }),
    ]);
    this.#registered = new Map(wanted.map((script) => [script.id, JSON.stringify(script)]));
  }

  /** @returns {any[]} */
  #scripts() {
    const entries = [...this.#entries.values()];
    const inMemory = entries.filter(this.#keepsInMemory);
    const memory = { js: MEMORY_SCRIPTS, world: "MAIN", allFrames: true };
    const frames = inMemory.length > 0 ? [...this.#frameHosts].map((host) => `*://${host}/*`) : [];
    return [
      { id: "key", js: [...KEY_SCRIPTS, ...this.#chosen()], allFrames: false, matches: entries.flatMap(patternsOf) },
      { id: "guards", js: GUARD_SCRIPTS, allFrames: true, matches: entries.flatMap(patternsOf) },
      // blank and inline frames too; Chromium takes no paths beside it
      { ...memory, id: "memory", matchOriginAsFallback: true, matches: inMemory.filter(({ paths }) => !paths).flatMap(patternsOf) },
      { ...memory, id: "memory-frames", js: FRAME_SCRIPTS, matches: frames },
      { ...memory, id: "memory-paths", matches: inMemory.filter(({ paths }) => paths).flatMap(patternsOf) },
    ]
      .filter(({ matches }) => matches.length > 0)
      .map((script) => ({ ...script, runAt: "document_start", persistAcrossSessions: false }));
  }
}

/** The browser refuses it: injection by tab and frame still arms the page. */
function wasNot() {}
