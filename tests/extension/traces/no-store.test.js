import assert from "node:assert/strict";
import { test } from "node:test";

import { noStore } from "../../../extension/traces/no-store.js";

const guard = noStore({ isListed: (url) => new URL(url).hostname === "helpline.test", isOpen: (tabId) => tabId === 7 });
const headers = [{ name: "cache-control", value: "public, max-age=600" }, { name: "ETag", value: "1" }];
const isKeptOut = (response) =>
  guard({ tabId: 1, type: "main_frame", responseHeaders: headers, ...response }).responseHeaders?.some(
    ({ name, value }) => name === "Cache-Control" && value === "no-store",
  ) ?? false;

test("a listed page and all that it loads are kept out of the cache", () => {
  assert.equal(isKeptOut({ url: "https://helpline.test/" }), true);
  assert.equal(isKeptOut({ url: "https://cdn.test/a.css", type: "stylesheet", originUrl: "https://helpline.test/" }), true);
  assert.equal(isKeptOut({ url: "https://cdn.test/a.js", type: "script", documentUrl: "https://helpline.test/" }), true);
  assert.equal(isKeptOut({ url: "https://cdn.test/b.js", type: "script", documentUrl: "https://widget.test/", frameAncestors: [{ url: "https://helpline.test/" }] }), true);
  assert.equal(isKeptOut({ url: "https://cdn.test/c.png", type: "image", tabId: 7 }), true);
});

test("an unlisted page's redirect to a listed one is kept out too", () => {
  const responseHeaders = [{ name: "Location", value: "//helpline.test/x" }];
  assert.equal(isKeptOut({ url: "https://short.test/1", responseHeaders }), true);
});

test("everything else is left as it was, the page that a listed tab goes on to among it", () => {
  assert.deepEqual(guard({ tabId: 1, type: "main_frame", url: "https://innocent.test/", responseHeaders: headers }), {});
  assert.deepEqual(guard({ tabId: 7, type: "main_frame", url: "https://innocent.test/", responseHeaders: headers }), {});
  assert.deepEqual(guard({ tabId: 1, type: "main_frame", url: "https://short.test/", responseHeaders: [{ name: "Location", value: "/there" }] }), {});
});

test("the other headers stay and the old directive goes", () => {
  const { responseHeaders } = guard({ tabId: 1, type: "main_frame", url: "https://helpline.test/", responseHeaders: headers });
  assert.deepEqual(responseHeaders, [{ name: "ETag", value: "1" }, { name: "Cache-Control", value: "no-store" }]);
});
