import assert from "node:assert/strict";
import { test } from "node:test";

import { EarlyScript } from "../../../extension/visits/early-script.js";
import { patternsOf } from "../../../extension/visits/match-patterns.js";

const HELPLINE = { host: "helpline.test", subdomains: false };
const OTHER = { host: "other.test", subdomains: false };

/** The browser's registered scripts. */
function scripting() {
  const registered = new Map();
  return {
    registered,
    registerContentScripts: async (scripts) => {
      for (const script of scripts) {
        if (registered.has(script.id)) throw new Error("duplicate");
        registered.set(script.id, script);
      }
    },
    getRegisteredContentScripts: async () => [...registered.values()],
    updateContentScripts: async (scripts) => {
      for (const script of scripts) {
        if (!registered.has(script.id)) throw new Error("none");
        registered.set(script.id, script);
      }
    },
    unregisterContentScripts: async ({ ids }) => {
      if (!ids.every((id) => registered.delete(id))) throw new Error("none");
    },
  };
}

test("a whole host and its subdomains, or paths by whole segments, and nothing else", () => {
  assert.deepEqual(patternsOf({ host: "a.org", subdomains: true }), ["*://a.org/*", "*://*.a.org/*"]);
  assert.deepEqual(patternsOf({ host: "police.test", subdomains: false, paths: ["/advice/stalking"] }), [
    "*://police.test/advice/stalking",
    "*://police.test/advice/stalking?*",
    "*://police.test/advice/stalking/*",
  ]);
});

/** @param {{ storage?: string }} entry */
const inMemory = ({ storage }) => storage !== "keep";

test("registered while visits last, never on disk, the key in top frames only, gone afterwards", async () => {
  const browser = scripting();
  const early = new EarlyScript(browser, inMemory);
  await early.prepare(HELPLINE);
  await early.prepare(OTHER);
  const both = ["*://helpline.test/*", "*://other.test/*"];
  for (const id of ["key", "guards", "memory"]) assert.deepEqual(browser.registered.get(id).matches, both, id);
  for (const script of browser.registered.values()) {
    assert.equal(script.persistAcrossSessions, false);
    assert.equal(script.runAt, "document_start");
  }
  assert.equal(browser.registered.get("key").allFrames, false);
  await early.drop();
  assert.equal(browser.registered.size, 0);
});

test("storage in memory is for the page's own world and every frame, not for a site that keeps its storage", async () => {
  const browser = scripting();
  const early = new EarlyScript(browser, inMemory);
  await early.prepare({ ...HELPLINE, storage: "keep" });
  assert.equal(browser.registered.has("memory"), false);
  await early.prepare({ ...OTHER, paths: ["/advice"] });
  const { world, allFrames, matches } = browser.registered.get("memory-paths");
  assert.deepEqual({ world, allFrames }, { world: "MAIN", allFrames: true });
  assert.deepEqual(matches, ["*://other.test/advice", "*://other.test/advice?*", "*://other.test/advice/*"]);
});

test("a frame of another site gets it too, and only as a frame", async () => {
  const browser = scripting();
  const early = new EarlyScript(browser, inMemory);
  await early.prepare(HELPLINE);
  await early.prepareFrame("chat.test");
  const { matches, js } = browser.registered.get("memory-frames");
  assert.deepEqual(matches, ["*://chat.test/*"]);
  assert.match(js[0], /only-in-frames/);
  await early.drop();
  assert.equal(browser.registered.size, 0);
});

test("what is chosen meanwhile holds from the next page on", async () => {
  const browser = scripting();
  let isRepaired = false;
  const early = new EarlyScript(browser, () => !isRepaired);
  await early.prepare(HELPLINE);
  isRepaired = true;
  await early.renew();
  assert.equal(browser.registered.has("memory"), false);
  assert.equal(browser.registered.has("key"), true);
});

test("a script left by an earlier worker is replaced", async () => {
  const browser = scripting();
  await new EarlyScript(browser, inMemory).prepare(HELPLINE);
  await new EarlyScript(browser, inMemory).prepare(OTHER);
  assert.deepEqual(browser.registered.get("memory").matches, ["*://other.test/*"]);
});

test("a browser that refuses is no error", async () => {
  const refusing = { ...scripting(), registerContentScripts: async () => Promise.reject(new Error("no")) };
  await new EarlyScript(refusing, inMemory).prepare(HELPLINE);
});

test("one call brings everything for the first page, which may begin at once", async () => {
  const browser = scripting();
  let calls = 0;
  const counting = { ...browser, registerContentScripts: (scripts) => ((calls += 1), browser.registerContentScripts(scripts)) };
  const early = new EarlyScript(counting, inMemory);
  await early.prepare(HELPLINE);
  await early.renew();
  assert.equal(calls, 1);
});
