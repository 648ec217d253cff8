/**
 * Lists of hosts that one person made: sites of their own to protect, and how they want some sites treated.
 *
 * All of them lie in one entry of `storage.local` in the at-rest form, so that a search of the profile finds no name.
 * There is no entry while all lists are empty. It is no secret: a tool that knows the extension can read it, and
 * Chromium's storage keeps earlier versions until it tidies up (help says so).
 */
import { decodeAtRest, encodeAtRest } from "./at-rest.js";
import { isHost } from "./list-format.js";
import { buildMatcher } from "./matcher.js";

const KEY = "personal";

/**
 * The lists, and how many hosts each takes. `own`: protected like the signed list. `normal`: opened as the link says, not
 * in a private window. `repaired`: keeps its storage while a page of it is open.
 */
export const MOST = Object.freeze({ own: 20, normal: 200, repaired: 200 });

/** @typedef {keyof typeof MOST} ListName */
/** @typedef {Record<ListName, string[]>} Lists */
/** @typedef {{ get(key: string): Promise<Record<string, any>>, set(items: object): Promise<void>, remove(key: string): Promise<void> }} Area */

export class PersonalSitesError extends Error {
  /** @param {"not-a-host" | "already-there" | "full"} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

export class PersonalSites {
  #area;
  #lists = emptyLists();
  /** @type {Partial<Lists>} */
  #fixed = {};
  /** @type {Map<ListName, import("./matcher.js").Matcher>} */
  #matchers = new Map();
  /** @type {Promise<unknown>} */
  #changing;
  /** @type {((name: ListName) => unknown)[]} */
  #listeners = [];

  /**
   * @param {Area} area `storage.local`
   */
  constructor(area) {
    this.#area = area;
    /** Until then every list is empty. */
    this.ready = this.#load();
    this.#changing = this.ready;
  }

  /**
   * @param {ListName} name
   * @returns {readonly string[]} hosts in lower-case punycode; each stands for itself and everything below it
   */
  entries(name) {
    return [...this.#lists[name], ...(this.#fixed[name] ?? [])];
  }

  /**
   * @param {ListName} name
   * @returns {import("./matcher.js").Matcher} of the list as it is now
   */
  matcher(name) {
    const known = this.#matchers.get(name);
    if (known) return known;
    const matcher = buildMatcher(this.entries(name).map((host) => ({ host, subdomains: true })));
    this.#matchers.set(name, matcher);
    return matcher;
  }

  /**
   * @param {ListName} name
   * @param {string} host in lower-case punycode
   * @returns {Promise<readonly string[]>} the list with it
   * @throws {PersonalSitesError}
   */
  add(name, host) {
    return this.#change(name, (hosts) => {
      if (!isHost(host)) throw new PersonalSitesError("not-a-host");
      if (hosts.includes(host)) throw new PersonalSitesError("already-there");
      if (hosts.length >= MOST[name]) throw new PersonalSitesError("full");
      return [...hosts, host].sort();
    });
  }

  /**
   * @param {ListName} name
   * @param {string} host one that is not there is no error
   * @returns {Promise<readonly string[]>} the list without it
   */
  remove(name, host) {
    return this.#change(name, (hosts) => hosts.filter((other) => other !== host));
  }

  /** @param {ListName} name of the list to empty */
  clear(name) {
    return this.#change(name, () => []);
  }

  /**
   * What whoever looks after the computer adds to a list: it holds beside the person's own and is never stored.
   * @param {ListName} name
   * @param {string[]} hosts what is no host is left out
   */
  fix(name, hosts) {
    this.#fixed[name] = hosts.filter(isHostText);
    this.#matchers.delete(name);
    return Promise.all(this.#listeners.map((listener) => listener(name)));
  }

  /**
   * @param {(name: ListName) => unknown} listener called with the list that changed, before whoever changed it is answered
   */
  onChange(listener) {
    this.#listeners.push(listener);
  }

  /**
   * One change after the other, each stored before it holds.
   * @param {ListName} name
   * @param {(hosts: string[]) => string[]} edit
   * @returns {Promise<readonly string[]>}
   */
  #change(name, edit) {
    const next = this.#changing.then(async () => {
      const lists = { ...this.#lists, [name]: edit(this.#lists[name]) };
      await this.#store(lists);
      this.#lists = lists;
      this.#matchers.delete(name);
      await Promise.all(this.#listeners.map((listener) => listener(name)));
      return lists[name];
    });
    this.#changing = next.catch(() => {});
    return next;
  }

  async #load() {
    const { [KEY]: held } = await this.#area.get(KEY);
    if (typeof held === "string") this.#lists = await readLists(held);
  }

  /** @param {Lists} lists */
  async #store(lists) {
    if (Object.values(lists).every((hosts) => hosts.length === 0)) return this.#area.remove(KEY);
    return this.#area.set({ [KEY]: await encodeAtRest(new TextEncoder().encode(JSON.stringify(lists))) });
  }
}

/** @returns {Lists} */
const emptyLists = () => ({ own: [], normal: [], repaired: [] });

/**
 * Kept to the rules, whatever lies on the disk; a damaged entry is no list.
 * @param {string} held
 * @returns {Promise<Lists>}
 */
async function readLists(held) {
  const lists = emptyLists();
  try {
    const stored = JSON.parse(new TextDecoder().decode(await decodeAtRest(held)));
    for (const name of /** @type {ListName[]} */ (Object.keys(MOST))) {
      if (Array.isArray(stored[name])) lists[name] = stored[name].filter(isHostText).slice(0, MOST[name]);
    }
  } catch {
    return emptyLists();
  }
  return lists;
}

/** @param {unknown} value */
const isHostText = (value) => typeof value === "string" && isHost(value);
