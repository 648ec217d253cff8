/** A repository that publishes site lists, and the parts that a SiteList is given. */
import { gzipSync } from "node:zlib";
import { SiteList } from "../../../extension/list/site-list.js";
import { NOW, Repository } from "./repository.js";

export const PATH = "list/sites-v1.json";
const ROLES = ["root", "timestamp", "snapshot", "targets"];

/** @param {string} host @param {object} [more] */
export const site = (host, more = {}) => ({ host, subdomains: true, ...more });

/** @param {object[]} entries @param {object} [more] */
export const listOf = (entries, more = {}) => JSON.stringify({ entries, format: 1, searches: [], ...more });

/** @param {import("node:test").TestContext} t @param {object[]} [entries] of the first list */
export async function publishing(t, entries = [site("first.example")]) {
  const repository = await Repository.create();
  t.after(() => repository.close());
  await publishList(repository, listOf(entries));
  return repository;
}

/**
 * A list of a few lines loses more than a tenth of them with any line: it is signed as a mass removal unless told not to be.
 * @param {Repository} repository
 * @param {string | Uint8Array} list
 * @param {{ isMarked?: boolean }} [how]
 */
export async function publishList(repository, list, { isMarked = true } = {}) {
  const base = repository.signed;
  base.targets.targets = {};
  repository.addTarget(PATH, list);
  if (isMarked) base.targets.targets[PATH].custom = { "x-sidestep-mass-removal": base.targets.version + 1 };
  await repository.publish("targets", "snapshot", "timestamp");
}

/** What the build puts into the package: the repository as it stands now. @param {Repository} repository */
export function bundle(repository) {
  const { signed, files } = repository;
  const name = (/** @type {string} */ role) => `metadata/${role === "timestamp" ? "" : `${signed[role].version}.`}${role}.json`;
  const { sha256 } = signed.targets.targets[PATH].hashes;
  const list = files.get(`targets/list/${sha256}.sites-v1.json`);
  return new Map([["trust/list.gz", new Uint8Array(gzipSync(list))], ...ROLES.map((role) => /** @type {const} */ ([`trust/${role}.json`, new Uint8Array(files.get(name(role)))]))]);
}

/** A disk as `storage.local` is: values by key, copied in and out, every write recorded. */
export function disk() {
  /** @type {Map<string, string>} */
  const held = new Map();
  const area = {
    held,
    writes: /** @type {string[][]} */ ([]),
    failure: /** @type {Error | null} */ (null),
    async get(/** @type {string[]} */ keys) {
      return Object.fromEntries(keys.filter((key) => held.has(key)).map((key) => [key, JSON.parse(held.get(key) ?? "")]));
    },
    async set(/** @type {object} */ values) {
      if (area.failure) throw area.failure;
      area.writes.push(Object.keys(values));
      for (const [key, value] of Object.entries(values)) held.set(key, JSON.stringify(value));
    },
    async remove(/** @type {string[]} */ keys) {
      for (const key of keys) held.delete(key);
    },
  };
  return area;
}

/**
 * A browser with the extension: `wake()` starts its worker as after a start of the browser, `wakeAgain()` in the same session.
 * @param {Repository} repository
 * @param {Map<string, Uint8Array>} [bundled]
 */
export function browserWith(repository, bundled = bundle(repository)) {
  const browser = {
    area: disk(),
    memory: disk(),
    bundled,
    now: NOW,
    /** @type {RequestInit[]} */
    requests: [],
    fetch: (/** @type {string} */ url, /** @type {RequestInit} */ options) => {
      browser.requests.push(options);
      return fetch(url, options);
    },
    wake: (/** @type {object} */ changes = {}) => {
      browser.memory = disk();
      return browser.wakeAgain(changes);
    },
    wakeAgain: (/** @type {object} */ changes = {}) =>
      new SiteList({
        area: browser.area,
        memory: browser.memory,
        readBundled: async (path) => browser.bundled.get(path) ?? Promise.reject(new Error("not in the package")),
        fetch: (url, options) => browser.fetch(url, options),
        clock: () => browser.now,
        repositoryUrl: async () => repository.url,
        ...changes,
      }),
  };
  return browser;
}

/** @param {{ match(url: string): unknown }} matcher @param {string[]} hosts */
export const covered = (matcher, hosts) => hosts.filter((host) => matcher.match(`https://${host}/`) !== null);
