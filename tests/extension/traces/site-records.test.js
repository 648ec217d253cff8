import assert from "node:assert/strict";
import { test } from "node:test";

import { siteRecords } from "../../../extension/traces/site-records.js";

const SUFFIXES = new Set(["test", "org.test"]);

/** A browser that refuses cookies for public suffixes, and notes what is cleared. */
function browser() {
  const removed = [];
  return {
    removed,
    cookies: { set: async ({ domain }) => assert.ok(!SUFFIXES.has(domain)) ?? null },
    browsingData: { remove: async (options, kinds) => void removed.push([options, kinds]) },
  };
}

const chromium = { clearsByOrigin: () => true };
const touched = (host, entry, subdomains = true) => [
  { url: `https://${host}/`, since: 1, listed: true, site: entry && { host: entry, subdomains } },
];
const erase = async (rows, features = chromium) => {
  const api = browser();
  await siteRecords(api, features).erase({ touched: rows, isListed: () => true });
  return api.removed;
};

test("the records of a wholly listed registrable domain go", async () => {
  const origins = ["https://www.helpline.org.test", "http://www.helpline.org.test"];
  assert.deepEqual(await erase(touched("www.helpline.org.test", "helpline.org.test")), [[{ origins }, { cookies: true }]]);
});

test("nothing is cleared for a host whose siblings are innocent", async () => {
  assert.deepEqual(await erase(touched("helpline.council.test", "helpline.council.test")), []);
});

test("nothing is cleared for an entry without its subdomains, nor for a path entry", async () => {
  assert.deepEqual(await erase(touched("helpline.test", "helpline.test", false)), []);
  assert.deepEqual(await erase(touched("police.test", null)), []);
});

test("one visit to both kinds of site clears the one and spares the other", async () => {
  const rows = [...touched("helpline.test", "helpline.test"), ...touched("help.council.test", "help.council.test")];
  const [[{ origins }]] = await erase(rows);
  assert.deepEqual(origins, ["https://helpline.test", "http://helpline.test"]);
});

test("where nothing can be cleared by origin, nothing is", async () => {
  assert.deepEqual(await erase(touched("helpline.test", "helpline.test"), { clearsByOrigin: () => false }), []);
});
