import assert from "node:assert/strict";
import { test } from "node:test";

import { EarlyScript, patternsOf } from "../../../extension/visits/early-script.js";

const HELPLINE = { host: "helpline.test", subdomains: false };
const OTHER = { host: "other.test", subdomains: false };

/** The browser's registered scripts. */
function scripting() {
  const registered = new Map();
  return {
    registered,
    matches: () => [...registered.values()].flatMap(({ matches }) => matches),
    registerContentScripts: async (scripts) => {
      for (const script of scripts) {
        if (registered.has(script.id)) throw new Error("duplicate");
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

test("registered while visits last, never on disk, in top frames only, gone afterwards", async () => {
  const browser = scripting();
  const early = new EarlyScript(browser);
  await early.prepare(HELPLINE);
  await early.prepare(OTHER);
  assert.deepEqual(browser.matches(), ["*://helpline.test/*", "*://other.test/*"]);
  const [script] = browser.registered.values();
  assert.equal(script.persistAcrossSessions, false);
  assert.equal(script.allFrames, false);
  assert.equal(script.runAt, "document_start");
  await early.drop();
  assert.equal(browser.registered.size, 0);
});

test("a script left by an earlier worker is replaced", async () => {
  const browser = scripting();
  await new EarlyScript(browser).prepare(HELPLINE);
  await new EarlyScript(browser).prepare(OTHER);
  assert.deepEqual(browser.matches(), ["*://other.test/*"]);
});

test("a browser that refuses is no error", async () => {
  const refusing = { ...scripting(), registerContentScripts: async () => { throw new Error("no"); } };
  await new EarlyScript(refusing).prepare(HELPLINE);
});
