import assert from "node:assert/strict";
import { test } from "node:test";
import { RequestGate } from "../../../extension/handoff/request-gate.js";

const LISTED = /^https:\/\/listed\.test\//;

/** @param {string} [shown] what the tab shows */
function gate(shown = "https://page.test/") {
  /** @type {string[]} */
  const done = [];
  const parts = {
    tabs: {
      get: async () => ({ url: shown }),
      remove: async () => void done.push("tab removed"),
      update: async (id, { url }) => void done.push(`tab ${id} shows ${url}`),
    },
    scripting: { executeScript: async () => void done.push("load stopped") },
    wait: async (ms) => void done.push(`waited ${ms}`),
    isStopped: (tabId, url) => tabId <= 1 && LISTED.test(url),
    isAway: (store) => store === "away",
    handOver: async ({ url }) => void done.push(`handed over ${url}`),
  };
  return { done, gate: new RequestGate(parts) };
}

const page = { tabId: 1, url: "https://listed.test/", type: "main_frame", method: "GET", originUrl: "https://page.test/" };
const hop = { ...page, url: "https://short.test/x", statusCode: 302, responseHeaders: [{ name: "Location", value: "https://listed.test/" }] };

test("a listed page is stopped in its tab before it is cancelled, for cancelling alone leaves a row", async () => {
  const { done, gate: held } = gate();
  assert.deepEqual(await held.request(page), { cancel: true });
  assert.deepEqual(done, ["load stopped", "waited 50", "handed over https://listed.test/"]);
});

test("a blank tab that a page opened for it goes first", async () => {
  const { done, gate: held } = gate("about:blank");
  await held.request(page);
  assert.equal(done[0], "tab removed");
});

test("a tab of the person's own that shows no page of a site is made to forget what was typed there", async () => {
  for (const shown of ["about:blank", "about:newtab", "about:home", "moz-extension://another/new-tab.html"]) {
    const { done, gate: held } = gate(shown);
    await held.request({ ...page, originUrl: undefined });
    assert.deepEqual(done, ["tab 1 shows about:blank", "waited 50", "handed over https://listed.test/"]);
  }
  const { done, gate: held } = gate("moz-extension://own/help.html");
  await held.request({ ...page, originUrl: "moz-extension://own" });
  assert.equal(done[0], "load stopped", "a link there leaves it as it is");
});

test("an unlisted page waits for nothing", () => {
  const { gate: held } = gate();
  assert.deepEqual(held.request({ ...page, url: "https://page.test/next" }), {});
  assert.deepEqual(held.response({ ...page, statusCode: 200, responseHeaders: [] }), {});
});

test("private tabs, the container, passes and posted forms go on", () => {
  const { gate: held } = gate();
  assert.deepEqual(held.request({ ...page, cookieStoreId: "away" }), {});
  assert.deepEqual(held.response({ ...hop, cookieStoreId: "away" }), {});
  assert.deepEqual(held.request({ ...page, incognito: true }), {});
  assert.deepEqual(held.request({ ...page, tabId: 2 }), {});
  assert.deepEqual(held.request({ ...page, method: "POST" }), {});
});

test("an unlisted host's redirect to a listed page is cancelled before it is cached", async () => {
  const { done, gate: held } = gate();
  assert.deepEqual(await held.response(hop), { cancel: true });
  assert.ok(done.includes("handed over https://listed.test/"));
  assert.deepEqual(held.response({ ...hop, method: "POST", statusCode: 307 }), {}, "what was typed goes with it");
  assert.deepEqual(held.response({ ...hop, responseHeaders: [{ name: "location", value: "/next" }] }), {});
});

test("what another page fetches ahead is cancelled, and what it shows of a listed site is not", () => {
  const { done, gate: held } = gate();
  const ahead = { ...page, documentUrl: "https://page.test/" };
  assert.deepEqual(held.request({ ...ahead, type: "other" }), { cancel: true });
  assert.deepEqual(held.request({ ...ahead, type: "script" }), { cancel: true });
  assert.deepEqual(held.request({ ...ahead, type: "script", url: "https://listed.test/exit.js" }), {});
  assert.deepEqual(held.request({ ...ahead, type: "other", documentUrl: "https://listed.test/" }), {});
  assert.deepEqual(done, []);
});

test("a page that the browser loads by itself, for a picture, opens nothing", async () => {
  const { done, gate: held } = gate();
  for (const request of [page, hop]) {
    const ask = request === page ? held.request.bind(held) : held.response.bind(held);
    assert.deepEqual(await ask({ ...request, tabId: -1 }), {});
  }
  assert.deepEqual(done, []);
});
