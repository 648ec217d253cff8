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
import { MEMORY_SCRIPTS } from "./memory-scripts.js";

const KEY_SCRIPTS = ["content/escape-key.js"];

/** Every id that was ever registered: one left by an earlier worker has to go as well. */
const IDS = ["key", "guards", "memory", "memory-paths"];

/** @typedef {{ host: string, subdomains: boolean, paths?: string[], storage?: "keep" }} Entry */

export class EarlyScript {
  #scripting;
  #keepsInMemory;
  /** By host and paths. @type {Map<string, Entry>} */
  #entries = new Map();
  /** @type {Promise<unknown>} */
  #registering = Promise.resolve();

  /**
   * @param {Pick<typeof chrome.scripting, "registerContentScripts" | "unregisterContentScripts">} scripting
   * @param {(entry: Entry) => boolean} keepsInMemory whether its pages' storage is kept in page memory
   */
  constructor(scripting, keepsInMemory) {
    this.#scripting = scripting;
    this.#keepsInMemory = keepsInMemory;
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

  /** No listed page is open any more. */
  drop() {
    this.#entries.clear();
    return this.renew();
  }

  /** Registers anew: something was chosen that {@link Entry}s are asked about. */
  renew() {
    const scripts = this.#scripts();
    this.#registering = this.#registering.then(async () => {
      for (const id of IDS) await this.#scripting.unregisterContentScripts({ ids: [id] }).catch(wasNot);
      if (scripts.length > 0) await this.#scripting.registerContentScripts(scripts);
    }).catch(wasNot);
    return this.#registering;
  }

  /** @returns {any[]} */
  #scripts() {
    const entries = [...this.#entries.values()];
    const inMemory = entries.filter(this.#keepsInMemory);
    const memory = { js: MEMORY_SCRIPTS, world: "MAIN", allFrames: true };
    return [
      { id: "key", js: KEY_SCRIPTS, allFrames: false, matches: entries.flatMap(patternsOf) },
      { id: "guards", js: GUARD_SCRIPTS, allFrames: true, matches: entries.flatMap(patternsOf) },
      // blank and inline frames too; Chromium takes no paths beside it
      { ...memory, id: "memory", matchOriginAsFallback: true, matches: inMemory.filter(({ paths }) => !paths).flatMap(patternsOf) },
      { ...memory, id: "memory-paths", matches: inMemory.filter(({ paths }) => paths).flatMap(patternsOf) },
    ]
      .filter(({ matches }) => matches.length > 0)
      .map((script) => ({ ...script, runAt: "document_start", persistAcrossSessions: false }));
  }
}

/** None was registered, or the browser refuses it: injection by tab and frame still arms the page. */
function wasNot() {}
