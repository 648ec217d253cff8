/** What a page wrote or removed before its memory came: that holds. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";

const FOLDER = new URL("../../../extension/content/memory/", import.meta.url);
const LOCATION = { hostname: "helpline.test", pathname: "/", protocol: "https:", origin: "https://helpline.test", href: "https://helpline.test/" };

/** A window with the two parts and nothing else. */
function page() {
  const kit = { parts: [], replace() {} };
  const frame = { sidestepMemory: kit, TextEncoder };
  createContext(frame);
  for (const name of ["cookies.js", "kept.js"]) runInContext(readFileSync(new URL(name, FOLDER), "utf8"), frame);
  const area = () => ({ items: new Map(), size: 0 });
  const realm = {
    scope: { Document: { prototype: {} }, location: LOCATION },
    document: { location: LOCATION, defaultView: {} },
    memory: { local: area(), cookies: [], realms: new Set() },
    session: area(),
  };
  for (const part of kit.parts) part(realm);
  const write = (text) => kit.cookies.put(realm.memory, kit.cookies.parse(text, LOCATION));
  const cookies = () => kit.cookies.visible(realm.memory.cookies, LOCATION).map(({ name, value }) => `${name}=${value}`);
  return { realm, write, cookies };
}

/** @returns {any} what the page before hands on */
function before(...texts) {
  const { realm, write } = page();
  for (const text of texts) write(text);
  realm.memory.local.items.set("theme", "dark").set("draft", "text");
  return realm.give();
}

test("a cookie that the page removed or wrote meanwhile is not the earlier page's again", () => {
  const { realm, write, cookies } = page();
  write("removed=; max-age=0");
  write("written=new");
  realm.take(before("removed=old", "written=old", "kept=old"));
  assert.deepEqual(cookies(), ["written=new", "kept=old"]);
});

test("an item that the page removed stays removed, and all of them after it emptied the storage", () => {
  const one = page().realm;
  one.memory.local.dropped = new Set(["draft"]);
  one.take(before());
  assert.deepEqual([...one.memory.local.items], [["theme", "dark"]]);
  const all = page().realm;
  all.memory.local.isEmptied = true;
  all.take(before());
  assert.equal(all.memory.local.items.size, 0);
});
