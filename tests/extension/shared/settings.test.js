import assert from "node:assert/strict";
import { test } from "node:test";

import { DECOYS, decoyAddress } from "../../../extension/shared/decoys.js";
import { changed, completed, DEFAULTS, isWebAddress, SettingError } from "../../../extension/shared/settings.js";
import { StoredSettings } from "../../../extension/shared/stored-settings.js";

test("missing, unknown and broken stored settings become the defaults", () => {
  assert.deepEqual(completed(undefined), DEFAULTS);
  assert.deepEqual(completed({ decoy: "moon", updates: "yes", __proto__: { welcomed: true }, left: 1 }), DEFAULTS);
  assert.equal(completed({ updates: false }).updates, false);
});

test("an unknown setting and a bad value are refused by name", () => {
  assert.throws(() => changed(DEFAULTS, "toString", 1), new SettingError("unknown-setting"));
  assert.throws(() => changed(DEFAULTS, "decoy", "moon"), new SettingError("bad-value"));
  assert.throws(() => changed(DEFAULTS, "decoyUrl", "javascript:alert(1)"), new SettingError("bad-value"));
});

test("an own page is a web address without a password in it", () => {
  for (const good of ["https://weather.test/", "http://a.test/x?y"]) assert.equal(isWebAddress(good), true, good);
  for (const bad of ["weather.test", "ftp://a.test/", "https://me:secret@a.test/", "", 7]) assert.equal(isWebAddress(bad), false);
});

test("weather is where one lands unless another page was chosen", () => {
  assert.equal(decoyAddress(DEFAULTS, "en-GB"), DECOYS[0].url);
  assert.equal(decoyAddress({ decoy: "own", decoyUrl: "https://mine.test/" }, "en"), "https://mine.test/");
  assert.equal(decoyAddress({ decoy: "own", decoyUrl: "" }, "en"), DECOYS[0].url);
});

test("changes made at the same time are all kept", async () => {
  let kept = {};
  const area = { get: async () => structuredClone(kept), set: async (items) => void (kept = { ...kept, ...items }) };
  const settings = new StoredSettings(area);
  await Promise.all([
    settings.change("decoy", "maps"),
    settings.change("nonsense", 1).catch(() => {}),
    settings.change("updates", false),
  ]);
  assert.deepEqual(await settings.read(), { ...DEFAULTS, decoy: "maps", updates: false });
});

test("the disk is read once, and again when it could not be read", async () => {
  const answers = [Promise.reject(new Error("busy")), Promise.resolve({ settings: { decoy: "maps" } })];
  const settings = new StoredSettings({ get: () => answers.shift() ?? assert.fail("read again"), set: async () => {} });
  await assert.rejects(settings.read());
  for (const { decoy } of [await settings.read(), await settings.read()]) assert.equal(decoy, "maps");
});
