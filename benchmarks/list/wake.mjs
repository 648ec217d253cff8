/**
 * A worker wakes up to a stored list: `wake.mjs WHO STORE URL` → `{ ms, cpu }`, from the first read of storage to the first
 * question about URL answered. A process for each run, for a worker is compiled anew each time.
 * `wake.mjs prepare STORE` writes what the ad blocker has on disk beside it.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { decodeAtRest } from "../../extension/list/at-rest.js";
import { SiteList } from "../../extension/list/site-list.js";

const [who, store, url] = process.argv.slice(2);

/** @param {string} text of the disk @param {object} memory of the session */
function siteList(text, memory) {
  const disk = new Map(JSON.parse(text));
  return new SiteList({
    area: { get: async (keys) => Object.fromEntries(keys.filter((key) => disk.has(key)).map((key) => [key, JSON.parse(disk.get(key))])), set: async () => {}, remove: async () => {} },
    memory,
    readBundled: () => Promise.reject(new Error("no package")), // the stored list is the later one
    fetch,
    clock: Date.now,
    repositoryUrl: async () => "",
  });
}

const WAKE_UPS = {
  /** The first one before a check has stored an index: unpacked, held against its hash and the guard rails, indexed. */
  "Sidestep": async (text) => (await siteList(text).load()).match(url) !== null,

  /** Each later one. */
  "Sidestep, woken again": async (text) => {
    const memory = { get: async () => JSON.parse(text), set: async () => {} };
    return (await siteList("[]", memory).load()).match(url) !== null;
  },

  /** Its own binary form, as its makers keep it: no signature, no guard rails. */
  "@ghostery/adblocker": async (bytes) => {
    const { FiltersEngine, Request } = await import("@ghostery/adblocker");
    started = now();
    return FiltersEngine.deserialize(new Uint8Array(bytes)).match(Request.fromRawDetails({ url, type: "main_frame" })).match;
  },

  /** The least that can be done: nothing packed, nothing checked, whole hosts only. */
  "JSON.parse + Set": async (text) => {
    const hosts = new Set(JSON.parse(text).entries.map(({ host }) => host));
    return hosts.has(new URL(url).hostname);
  },
};
const FILES = { "Sidestep": store, "Sidestep, woken again": `${store}.session`, "@ghostery/adblocker": `${store}.engine`, "JSON.parse + Set": `${store}.plain` };

function now() {
  const { user, system } = process.cpuUsage();
  return { ms: performance.now(), cpu: (user + system) / 1000 };
}

/** What a browser has at hand and Node loads at the first use. */
async function loadPlatform() {
  const packed = new Response("").body.pipeThrough(new CompressionStream("gzip"));
  await new Response(packed.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  await crypto.subtle.digest("SHA-256", new Uint8Array());
}

if (who === "prepare") {
  const { FiltersEngine } = await import("@ghostery/adblocker");
  const { filters } = await import("./matchers.mjs");
  const text = readFileSync(store, "utf8");
  // the list is remembered after whoever waits for it has it
  await new Promise((remembered, failed) => {
    const set = async (values) => remembered(writeFileSync(`${store}.session`, JSON.stringify(values)));
    siteList(text, { get: async () => ({}), set }).load().catch(failed);
  });
  const list = await decodeAtRest(JSON.parse(new Map(JSON.parse(text)).get("list")).list);
  writeFileSync(`${store}.plain`, list);
  writeFileSync(`${store}.engine`, FiltersEngine.parse(filters(JSON.parse(new TextDecoder().decode(list)).entries)).serialize());
  console.log("null");
  process.exit();
}
const content = readFileSync(FILES[who], who === "@ghostery/adblocker" ? null : "utf8");
await loadPlatform();
let started = now();
if (!(await WAKE_UPS[who](content))) throw new Error(`${who} does not find ${url}`);
const ended = now();
console.log(JSON.stringify({ ms: ended.ms - started.ms, cpu: ended.cpu - started.cpu }));
