/**
 * `match.mjs WHO LIST ADDRESSES` → `{ build: ms, heap: MB, hit: ns, miss: ns, path: ns }`, medians; run it with
 * `--expose-gc`. `path` is null for a matcher that knows no paths.
 */
import { readFileSync } from "node:fs";
import { MATCHERS } from "./matchers.mjs";

const [who, listFile, addressFile] = process.argv.slice(2);
const BUDGET_MS = 300;
const BUILDS = 5;
/** A plain loop takes a millisecond for each address. */
const SLOW_BATCH = 50;

const bytes = new Uint8Array(readFileSync(listFile));
const addresses = JSON.parse(readFileSync(addressFile, "utf8"));
const before = heap();
let match = MATCHERS[who](bytes);
const held = heap() - before;

const builds = [];
for (let i = 0; i < BUILDS; i++) {
  const started = performance.now();
  match = MATCHERS[who](bytes);
  builds.push(performance.now() - started);
}
console.log(JSON.stringify({
  build: median(builds),
  heap: held / 1e6,
  hit: perAddress(addresses.hit, (n) => n === addresses.hit.length),
  miss: perAddress(addresses.miss, (n) => n === 0),
  path: perAddress(addresses.path, (n) => n === addresses.path.length / 2),
}));

/**
 * @param {string[]} urls
 * @param {(matched: number) => boolean} isRight
 * @returns {number | null} nanoseconds; null when the answers are wrong
 */
function perAddress(urls, isRight) {
  if (!isRight(urls.filter((url) => match(url)).length)) return null;
  const batch = who === "plain loop" ? urls.slice(0, SLOW_BATCH) : urls;
  const rounds = [];
  const end = performance.now() + BUDGET_MS;
  while (performance.now() < end || rounds.length < 3) {
    const started = performance.now();
    for (const url of batch) match(url);
    rounds.push(((performance.now() - started) * 1e6) / batch.length);
  }
  return median(rounds);
}

function heap() {
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** @param {number[]} samples */
function median(samples) {
  return samples.sort((a, b) => a - b)[samples.length >> 1];
}
