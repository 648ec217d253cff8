import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { PersonalSites } from "../../../extension/list/personal-sites.js";
import { Managed, MANAGED_SETTINGS, readManaged } from "../../../extension/shared/managed.js";
import { allowed, DEFAULTS, SettingError } from "../../../extension/shared/settings.js";
import { StoredSettings } from "../../../extension/shared/stored-settings.js";

const schema = JSON.parse(readFileSync(new URL("../../../extension/managed-schema.json", import.meta.url), "utf8"));

/** @param {object} kept */
const area = (kept) => ({
  kept,
  get: async () => structuredClone(kept),
  set: async (items) => void Object.assign(kept, structuredClone(items)),
});

test("the schema offers what is read, and only values that are taken", () => {
  const offered = Object.keys(schema.properties);
  assert.deepEqual(offered.toSorted(), [...MANAGED_SETTINGS, "workplaces", "openWelcome"].toSorted());
  const listed = Object.entries(schema.properties).flatMap(([key, { enum: values = [] }]) => values.map((value) => [key, value]));
  const known = listed.filter(([key]) => Object.hasOwn(DEFAULTS, key));
  assert.ok(known.length >= 5);
  for (const [key, value] of known) assert.ok(allowed(key, value), `${key}: ${value}`);
});

test("a bad value fixes nothing, and an address alone is where one lands", () => {
  assert.deepEqual(readManaged({ decoy: "moon", updates: "no", key: "F9", workplaces: "a.test" }), {
    settings: {},
    workplaces: [],
    openWelcome: false,
  });
  assert.deepEqual(readManaged({ decoyUrl: "https://library.test/", workplaces: ["a.test", 7], openWelcome: true }), {
    settings: { decoy: "own", decoyUrl: "https://library.test/" },
    workplaces: ["a.test"],
    openWelcome: true,
  });
});

test("what is fixed wins, can't be changed, and is never stored", async () => {
  const local = area({ settings: { updates: true, decoy: "maps" } });
  const managed = new Managed({ area: area({ updates: false }), memory: area({}) });
  const settings = new StoredSettings(local, () => managed.known);
  await managed.arrived;
  assert.equal((await settings.read()).updates, false);
  assert.deepEqual(settings.managed(), ["updates"]);
  await assert.rejects(settings.change("updates", true), new SettingError("managed"));
  const heard = [];
  settings.onChange(({ updates, decoy }) => heard.push([updates, decoy]));
  await settings.change("decoy", "news");
  assert.deepEqual(heard, [[false, "news"]]);
  assert.equal(local.kept.settings.updates, true);
});

test("where the browser refuses to answer, nothing is fixed", async () => {
  const refusing = { get: () => Promise.reject(new Error("Managed storage manifest not found")) };
  const none = new Managed({ area: refusing, memory: area({}) });
  assert.deepEqual(await none.arrived, { settings: {}, workplaces: [], openWelcome: false });
});

test("nobody waits for a browser that answers late, and whoever depends on it is told then", async () => {
  let answer = (/** @type {object} */ values) => void values;
  const late = { get: () => new Promise((done) => (answer = done)) };
  const memory = area({});
  const managed = new Managed({ area: late, memory });
  const heard = [];
  managed.onChange(({ settings }) => heard.push(settings));
  await managed.ready;
  assert.deepEqual(managed.known.settings, {});
  answer({ updates: false });
  await managed.arrived;
  assert.deepEqual([managed.known.settings, heard], [{ updates: false }, [{ updates: false }]]);

  const woken = new Managed({ area: late, memory });
  await woken.ready;
  assert.deepEqual(woken.known.settings, { updates: false }, "a worker that is woken again knows it at once");
});

test("workplaces are open as usual beside what the person chose, and are not stored", async () => {
  const local = { ...area({}), remove: async () => {} };
  const sites = new PersonalSites(local);
  await sites.ready;
  const heard = [];
  sites.onChange((name) => heard.push(name));
  await sites.fix("normal", ["work.test", "not a host"]);
  assert.deepEqual(heard, ["normal"]);
  assert.ok(sites.matcher("normal").match("https://work.test/"));
  assert.deepEqual(sites.entries("normal"), ["work.test"]);
  await sites.add("normal", "own.test");
  assert.deepEqual(sites.entries("normal"), ["own.test", "work.test"]);
  const later = new PersonalSites(local);
  await later.ready;
  assert.deepEqual(later.entries("normal"), ["own.test"]);
});
