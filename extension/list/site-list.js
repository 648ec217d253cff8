/**
 * Keeps the list of support sites: the bundled one first, then each later one that verifies. Whatever goes wrong, the
 * last good list keeps protecting.
 */
import { fromDiskIndex, isIndexOf, toDiskIndex } from "./disk-index.js";
import { fetchList } from "./fetch-list.js";
import { entriesIn, searchesIn, writeIndex } from "./list-index.js";
import { buildMatcher } from "./matcher.js";
import { forget, recall, remember } from "./session-memory.js";
import { bundledCandidate, isLater, storedCandidate, toStored, trustedSet } from "./trusted-set.js";
import { UnreachableError } from "./tuf/errors.js";

/** @typedef {import("./trusted-set.js").TrustedSet} TrustedSet */
/** @typedef {import("./trusted-set.js").Candidate} Candidate */
/** @typedef {import("../shared/messages.js").ListStatus} ListStatus */
/** @typedef {import("./matcher.js").Matcher} Matcher */
/** @typedef {{ at: number, code: string }} LastCheck `code`: "" when it went well */

/**
 * @typedef {object} Parts
 * @property {{ get(keys: string[]): Promise<Record<string, unknown>>, set(values: object): Promise<void>, remove(keys: string[]): Promise<void> }} area
 *   on disk, such as `storage.local`
 * @property {import("./session-memory.js").Memory} [memory] of the browser session, never on disk, such as `storage.session`:
 *   with it the list is unpacked and verified once in a session and not at each wake-up of the worker
 * @property {(path: string) => Promise<Uint8Array<ArrayBuffer>>} readBundled a file of the extension's own package
 * @property {typeof globalThis.fetch} fetch
 * @property {() => number} clock milliseconds since the epoch
 * @property {() => Promise<string>} repositoryUrl without a slash at its end
 * @property {string} [version] of the extension: another one may have other guard rails
 */

/** One key for list and metadata, so that they change in one write: a worker killed in between leaves the set before. */
const SET_KEY = "list";
const INDEX_KEY = "listIndex";
const CHECK_KEY = "listCheck";

export class SiteList {
  #parts;
  /** @type {TrustedSet | null} */
  #current = null;
  /** @type {Matcher | null} */
  #matcher = null;
  /** Unpacked when somebody asks. @type {() => readonly import("./search-terms.js").SearchTerm[]} */
  #searches = () => [];
  /** Likewise. @type {() => readonly import("./matcher.js").Entry[]} */
  #entries = () => [];
  #facts = { rootVersion: 0, version: 0, expires: "", bundledVersion: 0 };
  /** Whether the index on disk is that of the list in use. */
  #isIndexed = false;
  /** @type {LastCheck | null} */
  #lastCheck = null;
  /** @type {Promise<void> | null} */
  #loading = null;
  /** @type {Promise<ListStatus> | null} */
  #checking = null;
  /** @type {(() => void)[]} */
  #callbacks = [];

  /** @param {Parts} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * Takes the stored list if it is whole and not older than the bundled one, else the bundled one.
   * @returns {Promise<Matcher>} of the list now in use
   * @throws {Error} when the package itself is damaged and nothing is stored: never an empty list
   */
  async load() {
    this.#loading ??= this.#load().catch((error) => {
      this.#loading = null;
      throw error;
    });
    await this.#loading;
    return this.matcher;
  }

  async #load() {
    const known = (await recall(this.#parts.memory)) ?? (await this.#recallFromDisk());
    if (known === null) {
      await this.#loadSet();
      this.#isIndexed = false;
      return;
    }
    this.#matcher = known.matcher;
    this.#searches = once(() => searchesIn(known.index));
    this.#entries = () => entriesIn(known.index);
    this.#facts = known.facts;
    this.#lastCheck = known.lastCheck;
  }

  /** @returns {ReturnType<typeof recall>} null without an index, or when an update of the extension brought a later list */
  async #recallFromDisk() {
    const { area, readBundled, version } = this.#parts;
    const [held, bundled] = await Promise.all([area.get([INDEX_KEY, CHECK_KEY]), bundledCandidate(readBundled).catch(() => null)]);
    const known = await fromDiskIndex(held[INDEX_KEY], version);
    if (known === null || bundled === null || isLater(bundled, known.facts)) return null;
    const { index, size, matcher } = known;
    const facts = { ...known.facts, bundledVersion: bundled.version };
    const lastCheck = readLastCheck(held[CHECK_KEY]);
    this.#rememberLater(() => ({ index, size, facts, lastCheck }));
    return { matcher, index, facts, lastCheck };
  }

  /** Unpacks and verifies. */
  async #loadSet() {
    const { area, readBundled } = this.#parts;
    const [held, bundled] = await Promise.all([
      area.get([SET_KEY, INDEX_KEY, CHECK_KEY]),
      bundledCandidate(readBundled).catch((/** @type {Error} */ error) => error),
    ]);
    this.#lastCheck = readLastCheck(held[CHECK_KEY]);
    const set = await firstWhole(byPreference(bundled, await storedCandidate(held[SET_KEY])));
    this.#use(set, bundled instanceof Error ? 0 : bundled.version);
    this.#isIndexed = isIndexOf(held[INDEX_KEY], this.#facts, this.#parts.version);
    this.#rememberLater(() => this.#memoryOf(set));
    return set;
  }

  /** @param {TrustedSet} set */
  #memoryOf({ content: { entries, searches } }) {
    return { index: writeIndex(entries, searches), size: entries.length, facts: this.#facts, lastCheck: this.#lastCheck };
  }

  /**
   * When whoever waits for the list has it: writing it out again takes as long as reading it.
   * @param {() => Parameters<typeof remember>[1]} list
   */
  #rememberLater(list) {
    setTimeout(() => this.#checking ?? remember(this.#parts.memory, list()));
  }

  /** The matcher of the list in use. Ask again after {@link onChange}. */
  get matcher() {
    if (this.#matcher === null) throw new Error("the list is not loaded");
    return this.#matcher;
  }

  /** Search terms of the list in use: the same object as long as they are the same. */
  get searches() {
    return this.#searches();
  }

  /** Changes with the list in use. */
  get revision() {
    return `${this.#facts.rootVersion}.${this.#facts.version}`;
  }

  /** @returns {Promise<readonly import("./matcher.js").Entry[]>} of the list in use */
  async entries() {
    await this.load();
    return this.#entries();
  }

  /**
   * Asks the repository once. Never rejects; a failure keeps the last good list. Calls while one is under way share it.
   * @returns {Promise<ListStatus>}
   */
  check() {
    this.#checking ??= this.#check().finally(() => {
      this.#checking = null;
    });
    return this.#checking;
  }

  async #check() {
    let before;
    try {
      await this.load();
      before = this.#current ?? (await this.#loadSet());
    } catch {
      return this.status();
    }
    const { set, code } = await fetchList(before, this.#parts);
    const at = this.#parts.clock();
    const { area, memory, version } = this.#parts;
    const facts = factsOf(set, this.#facts.bundledVersion);
    try {
      if (set !== before) await forget(memory);
      await area.set({
        [CHECK_KEY]: { at, code },
        ...(set !== before && { [SET_KEY]: await toStored(set) }),
        ...((set !== before || !this.#isIndexed) && { [INDEX_KEY]: await toDiskIndex({ ...set.content, facts, guards: version }) }),
      });
      this.#isIndexed = true;
      this.#lastCheck = { at, code };
      this.#use(set, this.#facts.bundledVersion);
      await remember(memory, this.#memoryOf(set));
      if (set.content !== before.content) this.#callbacks.forEach((callback) => queueMicrotask(callback));
    } catch {
      this.#lastCheck = { at, code: code || "not-stored" };
    }
    return this.status();
  }

  /** @returns {ListStatus} */
  status() {
    const { version, expires, bundledVersion } = this.#facts;
    const code = this.#lastCheck?.code ?? "";
    const isFresh = Date.parse(expires) > this.#parts.clock();
    return {
      version,
      entries: this.#matcher?.size ?? 0,
      expires,
      source: version > bundledVersion ? "updated" : "bundled",
      ...stateOf(code, isFresh),
      checkedAt: this.#lastCheck?.at ?? null,
    };
  }

  /** @param {() => void} callback called after another list is in use */
  onChange(callback) {
    this.#callbacks.push(callback);
  }

  /**
   * @param {TrustedSet} set
   * @param {number} bundledVersion
   */
  #use(set, bundledVersion) {
    this.#facts = factsOf(set, bundledVersion);
    if (set.content !== this.#current?.content) this.#matcher = buildMatcher(set.content.entries);
    this.#searches = () => set.content.searches;
    this.#entries = () => set.content.entries;
    this.#current = set;
  }
}

/**
 * @template T
 * @param {() => T} make
 * @returns {() => T} the same thing each time
 */
function once(make) {
  /** @type {{ made: T } | null} */
  let kept = null;
  return () => (kept ??= { made: make() }).made;
}

/**
 * @param {TrustedSet} set
 * @param {number} bundledVersion
 * @returns {import("./session-memory.js").Facts}
 */
const factsOf = ({ rootVersion, version, expires }, bundledVersion) => ({ rootVersion, version, expires, bundledVersion });

/**
 * @param {unknown} held
 * @returns {LastCheck | null}
 */
function readLastCheck(held) {
  const last = /** @type {LastCheck | undefined} */ (held);
  return typeof last?.at === "number" && typeof last.code === "string" ? last : null;
}

/**
 * The stored list before the bundled one, unless an update of the extension brought a later one.
 * @param {Candidate | Error} bundled
 * @param {Candidate | null} stored
 * @returns {(Candidate | Error)[]}
 */
function byPreference(bundled, stored) {
  if (stored === null) return [bundled];
  return bundled instanceof Error || !isLater(bundled, stored) ? [stored, bundled] : [bundled, stored];
}

/**
 * Unpacks no more lists than it must: that is most of the time of a wake-up.
 * @param {(Candidate | Error)[]} candidates
 * @returns {Promise<TrustedSet>}
 */
async function firstWhole([first, ...others]) {
  if (first === undefined) throw new Error("no list is whole");
  if (first instanceof Error) {
    if (others.length === 0) throw first;
    return firstWhole(others);
  }
  try {
    return await trustedSet(first, await first.unpack());
  } catch {
    return firstWhole(others);
  }
}

/** No answer is not a refusal, but an expired list is worse than no answer. */
const UNREACHABLE = new UnreachableError("").code;

/**
 * @param {string} code of the last check
 * @param {boolean} isFresh
 * @returns {Pick<ListStatus, "state" | "reason">}
 */
function stateOf(code, isFresh) {
  if (code !== "" && code !== UNREACHABLE) return { state: "refused", reason: code };
  if (!isFresh) return { state: "stale", reason: "" };
  return { state: code === UNREACHABLE ? "unreachable" : "current", reason: "" };
}
