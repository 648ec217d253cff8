import assert from "node:assert/strict";
import { test } from "node:test";
import { ownSites } from "../../../extension/background/own-sites.js";
import { PersonalSites } from "../../../extension/list/personal-sites.js";

/** @param {{ tab?: object, hasAccess?: boolean, suffixes?: string[] }} browser */
async function handlers({ tab = {}, hasAccess = true, suffixes = [] } = {}) {
  const personal = new PersonalSites({ get: async () => ({}), set: async () => {}, remove: async () => {} });
  const set = async ({ domain }) => {
    if (!hasAccess || suffixes.includes(domain)) throw new Error("refused");
  };
  const api = {
    cookies: { set },
    permissions: { contains: async () => hasAccess },
    tabs: { query: async () => [tab] },
  };
  const isSigned = (url) => url === "https://helpline.test/";
  const parts = { api, personal, isSigned, decoy: () => "https://weather.test/", ready: personal.ready };
  return { ask: ownSites(parts), personal };
}

test("what is looked at is only added once it is asked for", async () => {
  const { ask, personal } = await handlers();
  assert.deepEqual(await ask["sites.look"]({ site: "https://www.forum.test/x" }), { host: "forum.test" });
  assert.deepEqual(personal.entries("own"), []);
  assert.deepEqual(await ask["sites.add"]({ site: "forum.test" }), { added: true });
  assert.deepEqual(personal.entries("own"), ["forum.test"]);
});

test("each refusal has its code, also for who does not look first", async () => {
  const { ask } = await handlers({ suffixes: ["shops.test"] });
  await ask["sites.add"]({ site: "forum.test" });
  for (const [site, error] of [
    [7, "not-a-host"],
    ["shops.test", "public-suffix"],
    ["google.com", "never"],
    ["helpline.test", "already-listed"],
    ["forum.test", "already-there"],
    ["weather.test", "landing"],
  ]) {
    assert.equal((await ask["sites.look"]({ site })).error, error);
    assert.deepEqual(await ask["sites.add"]({ site }), { error });
  }
  for (let i = 1; i < 20; i++) assert.deepEqual(await ask["sites.add"]({ site: `h${i}.test` }), { added: true });
  assert.equal((await ask["sites.look"]({ site: "one-more.test" })).error, "full");
});

test("without access to sites a cookie that is refused says nothing about the name", async () => {
  const { ask } = await handlers({ hasAccess: false });
  assert.deepEqual(await ask["sites.look"]({ site: "forum.test" }), { host: "forum.test" });
  assert.equal((await ask["sites.look"]({ site: "co.uk" })).error, "public-suffix");
});

test("no answer names a site that was added, and one is taken off as it is typed", async () => {
  const { ask } = await handlers();
  await ask["sites.add"]({ site: "forum.test" });
  assert.deepEqual(await ask["sites.remove"]({ site: "https://www.forum.test/" }), { removed: true });
  assert.deepEqual(await ask["sites.remove"]({ site: "forum.test" }), { error: "not-there" });
  assert.deepEqual(await ask["sites.remove"]({ site: "a b" }), { error: "not-a-host" });
  await ask["sites.add"]({ site: "forum.test" });
  assert.deepEqual(await ask["sites.remove-all"]({}), { removed: true });
  assert.deepEqual(await ask["sites.remove"]({ site: "forum.test" }), { error: "not-there" });
});

test("the page in front counts only when it is a web page", async () => {
  const here = async (url) => (await handlers({ tab: { url } })).ask["sites.here"]({});
  assert.deepEqual(await here("https://forum.test/x"), { host: "forum.test" });
  for (const url of ["about:blank", "chrome://settings/", "file:///home/me/a.html", undefined]) {
    assert.deepEqual(await here(url), { error: "not-a-host" });
  }
});
