/**
 * A worker wakes up to a stored list: `wake.mjs WHO STORE URL` → `{ ms, cpu }`, from the first read of storage to the first
 * question about URL answered. A process for each run, for a worker is compiled anew each time.
 * `wake.mjs prepare STORE` writes what the ad blocker has on disk beside it.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { decodeAtRest } from "../../extension/list/at-rest.js";
import { SiteList } from "../../extension/list/site-list.js";

const [who, store, url] = process.argv.slice(2);

const WAKE_UPS = {
  /** Unpacked, held against its hash and the guard rails, indexed. The package's own list is the one that was stored first. */
  "Sidestep": async (text) => {
    const disk = new Map(JSON.parse(text));
    const [[, root]] = JSON.parse(disk.get("list")).metadata;
    const list = new SiteList({
      area: { get: async (keys) => Object.fromEntries(keys.map((key) => [key, JSON.parse(disk.get(key))])), set: async () => {}, remove: async () => {} },
      readBundled: async () => decodeAtRest(root),
      fetch,
      clock: Date.now,
      repositoryUrl: async () => "",
    });
    const { match } = await list.load();
    return match(url) !== null;
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
const FILES = { "Sidestep": store, "@ghostery/adblocker": `${store}.engine`, "JSON.parse + Set": `${store}.plain` };

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
  const list = await decodeAtRest(JSON.parse(new Map(JSON.parse(readFileSync(store, "utf8"))).get("list")).list);
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
