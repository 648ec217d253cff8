import assert from "node:assert/strict";
import { test } from "node:test";

import { Onward } from "../../../extension/visits/onward.js";

const NEXT = "https://town-hall.test/";
const HTML = [{ name: "Content-Type", value: "text/html; charset=utf-8" }];
const answer = (more = {}) => ({ tabId: 1, url: NEXT, method: "GET", statusCode: 200, responseHeaders: HTML, ...more });

/** @param {number[]} listedTabs tabs that show a listed page */
function onward(listedTabs = [1], refuses = false) {
  const calls = [];
  const tabs = {
    get: async () => ({ index: 3, active: true, windowId: 7, cookieStoreId: "firefox-container-2" }),
    create: async (tab) => {
      if (refuses) throw new Error("no tab in this window");
      calls.push(["create", tab]);
      return { id: 2 };
    },
    remove: async (id) => calls.push(["remove", id]),
  };
  const opened = (pair) => calls.push(["opened", pair]);
  const isLeft = (tabId, url) => listedTabs.includes(tabId) && url !== "https://helpline.test/";
  return { calls, onward: new Onward({ tabs, isLeft, opened }) };
}

const settled = () => new Promise(setImmediate);

test("the next page opens in a tab of its own at the old one's place, and the old one goes", async () => {
  const { calls, onward: way } = onward();
  assert.deepEqual(await way.answered(answer()), { cancel: true });
  assert.deepEqual(calls, [
    ["create", { url: NEXT, index: 3, active: true, windowId: 7, cookieStoreId: "firefox-container-2" }],
    ["remove", 1],
    ["opened", { sourceTabId: 1, tabId: 2 }],
  ]);
});

test("where the browser puts no tab, the next page is not lost: it goes on as ever", async () => {
  const { calls, onward: way } = onward([1], true);
  assert.deepEqual(await way.answered(answer()), {});
  way.committed({ tabId: 1, url: NEXT, transitionQualifiers: ["forward_back"] });
  await settled();
  assert.deepEqual(calls, []);
});

const LET = [
  ["what was typed into a form is sent", { method: "POST" }],
  ["a redirect, whose end is answered for itself", { statusCode: 302 }],
  ["an answer without a page", { statusCode: 204 }],
  ["a download by its kind", { responseHeaders: [{ name: "content-type", value: "application/zip" }] }],
  ["a download by its word", { responseHeaders: [...HTML, { name: "Content-Disposition", value: "attachment; filename=a.html" }] }],
  ["a page without a kind", { responseHeaders: [] }],
  ["a listed page", { url: "https://helpline.test/" }],
  ["a tab that shows nothing listed", { tabId: 5 }],
];

for (const [what, more] of LET) {
  test(`${what}: goes on as ever`, async () => {
    const { calls, onward: way } = onward();
    assert.deepEqual(await way.answered(answer(more)), {});
    await settled();
    assert.deepEqual(calls, []);
  });
}

test("somebody who went back has no way forward to the listed page", async () => {
  const { calls, onward: way } = onward();
  way.committed({ tabId: 1, url: NEXT, transitionQualifiers: ["forward_back"] });
  await settled();
  assert.deepEqual(calls.map(([what]) => what), ["create", "remove"]);
});

test("who goes back to the browser's own first page gets a plain new tab", async () => {
  const { calls, onward: way } = onward();
  way.committed({ tabId: 1, url: "about:newtab", transitionQualifiers: ["forward_back"] });
  await settled();
  assert.deepEqual(calls[0], ["create", { index: 3, active: true, windowId: 7, cookieStoreId: "firefox-container-2" }]);
});

test("a page that was committed after a request is there already", async () => {
  const { calls, onward: way } = onward();
  way.committed({ tabId: 1, url: NEXT, transitionQualifiers: [] });
  await settled();
  assert.deepEqual(calls, []);
});
