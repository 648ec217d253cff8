import assert from "node:assert/strict";
import { test } from "node:test";
import { PersonalSites } from "../../../extension/list/personal-sites.js";

/** Storage that keeps what it is given, as JSON. */
function memoryArea(kept = {}) {
  return {
    kept,
    get: async (key) => (key in kept ? { [key]: JSON.parse(kept[key]) } : {}),
    set: async (items) => Object.entries(items).forEach(([key, value]) => (kept[key] = JSON.stringify(value))),
    remove: async (key) => void delete kept[key],
  };
}

/** @param {object} [area] */
async function personalSites(area = memoryArea()) {
  const sites = new PersonalSites(area);
  await sites.ready;
  return sites;
}

test("what was added is there again after a restart, and each list is its own", async () => {
  const area = memoryArea();
  const sites = await personalSites(area);
  await Promise.all([sites.add("own", "forum.test"), sites.add("own", "diary.test"), sites.add("normal", "work.test")]);
  const later = await personalSites(area);
  assert.deepEqual(later.entries("own"), ["diary.test", "forum.test"]);
  assert.deepEqual(later.entries("normal"), ["work.test"]);
  assert.deepEqual(later.entries("repaired"), []);
});

test("a host stands for itself and everything below it", async () => {
  const sites = await personalSites();
  assert.equal(sites.matcher("own").match("https://forum.test/"), null);
  await sites.add("own", "forum.test");
  for (const url of ["https://forum.test/a", "http://www.forum.test/"]) assert.ok(sites.matcher("own").match(url), url);
  assert.equal(sites.matcher("own").match("https://notforum.test/"), null);
  await sites.remove("own", "forum.test");
  assert.equal(sites.matcher("own").match("https://forum.test/"), null);
});

test("no name can be read where it is stored, and nothing is stored once all are removed", async () => {
  const area = memoryArea();
  const sites = await personalSites(area);
  await sites.add("own", "forum.test");
  const text = area.kept.personal;
  assert.match(text, /^"[A-Za-z0-9+/]+=*"$/);
  for (const form of [text, Buffer.from(text, "base64").toString("latin1")]) assert.ok(!form.includes("forum"));
  await sites.remove("own", "forum.test");
  assert.deepEqual(area.kept, {});
  await sites.add("own", "forum.test");
  await sites.clear("own");
  assert.deepEqual(area.kept, {});
});

test("the twenty-first own site, one twice, and what is no host are refused", async () => {
  const sites = await personalSites();
  for (let i = 0; i < 20; i++) await sites.add("own", `h${i}.test`);
  await assert.rejects(sites.add("own", "one-more.test"), { code: "full" });
  await assert.rejects(sites.add("own", "h3.test"), { code: "already-there" });
  for (const bad of ["localhost", "127.0.0.1", "Forum.test", "forum.test/", ""]) {
    await assert.rejects(sites.add("normal", bad), { code: "not-a-host" });
  }
  assert.equal(sites.entries("own").length, 20);
});

test("listeners are told which list changed, after the change holds and before it is answered", async () => {
  const sites = await personalSites();
  const told = [];
  sites.onChange((name) => told.push([name, ...sites.entries(name)]));
  await sites.add("repaired", "forum.test");
  await assert.rejects(sites.add("repaired", "forum.test"));
  assert.deepEqual(told, [["repaired", "forum.test"]]);
});

test("a damaged entry is no list, and one that breaks the rules is cut to them", async () => {
  const area = memoryArea({ personal: JSON.stringify("H4sIbroken") });
  assert.deepEqual((await personalSites(area)).entries("own"), []);
  const source = await personalSites(area);
  await source.add("normal", "work.test");
  assert.deepEqual((await personalSites(area)).entries("normal"), ["work.test"]);
});

test("what could not be stored does not hold", async () => {
  const area = memoryArea();
  const sites = await personalSites({ ...area, set: () => Promise.reject(new Error("full disk")) });
  await assert.rejects(sites.add("own", "forum.test"), /full disk/);
  assert.deepEqual(sites.entries("own"), []);
});
