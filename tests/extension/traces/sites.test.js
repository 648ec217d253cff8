import assert from "node:assert/strict";
import { test } from "node:test";

import { covers, listedHostnames, listedOrigins, listedSites } from "../../../extension/traces/sites.js";
import { cookies } from "../../../extension/traces/cookies.js";
import { siteStorage } from "../../../extension/traces/site-storage.js";
import { cache } from "../../../extension/traces/cache.js";

const site = { host: "helpline.org", subdomains: true };
const visit = [
  { url: "https://www.helpline.org:8443/a", site },
  { url: "https://www.helpline.org:8443/b", site },
  { url: "https://police.org/advice", site: null },
];

test("only hosts that are listed whole are cleared", () => {
  assert.deepEqual(listedSites(visit), [site]);
  assert.deepEqual(listedHostnames(visit), ["www.helpline.org"]);
  assert.deepEqual(listedOrigins(visit), [
    "https://www.helpline.org:8443",
    "http://www.helpline.org",
  ]);
});

test("a cookie of a parent or sibling domain is not an entry's", () => {
  const exact = { host: "stalking.charity.org", subdomains: false };
  assert.equal(covers(exact, "stalking.charity.org"), true);
  assert.equal(covers(exact, ".stalking.charity.org"), true);
  assert.equal(covers(exact, "a.stalking.charity.org"), false);
  assert.equal(covers(exact, ".charity.org"), false);
  assert.equal(covers(site, "xhelpline.org"), false);
  assert.equal(covers(site, "a.helpline.org"), true);
});

test("cookies of the visited hosts go in every partition, all others stay", async () => {
  let jar = [
    { name: "a", domain: "www.helpline.org", path: "/", secure: true },
    { name: "b", domain: ".helpline.org", path: "/x", secure: false },
    { name: "c", domain: "widget.org", path: "/", secure: true, partitionKey: { topLevelSite: "https://helpline.org" } },
    { name: "d", domain: "innocent.org", path: "/", secure: true },
    { name: "e", domain: "police.org", path: "/", secure: true },
  ];
  const kept = () => jar.map(({ name }) => name).join("");
  const api = {
    getAll: async () => jar,
    remove: async ({ url, name }) =>
      void (jar = jar.filter((cookie) => !(cookie.name === name && url.endsWith(cookie.domain.replace(/^\./, "") + cookie.path)))),
  };
  const erased = await cookies({ cookies: api }).erase({ touched: visit });
  assert.equal(kept(), "de");
  assert.deepEqual(erased, { removed: 3, remaining: 0 });
});

test("Firefox is never asked to clear by host name what it would clear everywhere, nor its cache", async () => {
  const asked = [];
  const api = { browsingData: { remove: async (reach, kinds) => void asked.push({ reach, kinds: Object.keys(kinds) }) } };
  const features = { clearsByOrigin: () => false };
  await siteStorage(api, features).erase({ touched: visit });
  await cache(api, features).erase({ touched: visit });
  const heeded = new Set(["cookies", "indexedDB", "localStorage", "serviceWorkers"]);
  assert.equal(asked.length, 1);
  for (const { reach, kinds } of asked) {
    assert.deepEqual(reach, { hostnames: ["www.helpline.org"] });
    assert.deepEqual(kinds.filter((kind) => !heeded.has(kind)), []);
  }
});

test("storage and the cache of hosts are left alone when only paths were visited", async () => {
  const asked = [];
  const api = { browsingData: { remove: async (reach) => void asked.push(Object.keys(reach)) } };
  const touched = visit.slice(2).map((item) => ({ ...item, since: 0 }));
  for (const clearsByOrigin of [() => true, () => false]) {
    await siteStorage(api, { clearsByOrigin }).erase({ touched });
    await cache(api, { clearsByOrigin }).erase({ touched });
  }
  assert.deepEqual(asked, [["since"]], "files cached since the visit began, in Chromium");
});
