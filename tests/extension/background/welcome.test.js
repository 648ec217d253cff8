import assert from "node:assert/strict";
import { test } from "node:test";

import { welcome } from "../../../extension/background/welcome.js";

async function isOpened(reason, activeUrl, openWelcome = false) {
  let opened = false;
  const tabs = { query: async () => (activeUrl === null ? [] : [{ url: activeUrl }]) };
  await welcome({ tabs, managed: async () => ({ openWelcome }), open: () => (opened = true) })({ reason });
  return opened;
}

test("the first screen opens by itself over the store page alone", async () => {
  assert.equal(await isOpened("install", "https://addons.mozilla.org/firefox/addon/x"), true);
  assert.equal(await isOpened("install", "https://chromewebstore.google.com/detail/x"), true);
  assert.equal(await isOpened("install", "https://news.test/"), false);
  assert.equal(await isOpened("install", null), false);
  assert.equal(await isOpened("update", "https://addons.mozilla.org/firefox/addon/x"), false);
});

test("where the organisation asks for it, it opens once after the installation", async () => {
  assert.equal(await isOpened("install", "https://news.test/", true), true);
  assert.equal(await isOpened("update", "https://news.test/", true), false);
});
