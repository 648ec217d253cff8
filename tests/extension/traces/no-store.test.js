import assert from "node:assert/strict";
import { test } from "node:test";

import { hardHeaders } from "../../../extension/shared/hard-headers.js";
import { noStore } from "../../../extension/traces/no-store.js";

const HELPLINE = { host: "helpline.test" };
const guard = noStore({
  match: (url) => (new URL(url).hostname === HELPLINE.host ? HELPLINE : null),
  isOpen: (tabId) => tabId === 7,
  isPrivate: (tabId) => tabId === 9,
  isApart: (tabId) => tabId === 8,
  headers: (_, isDocument) => hardHeaders(isDocument ? "sealed" : "memory", isDocument),
});
const headers = [
  { name: "cache-control", value: "public, max-age=600" },
  { name: "ETag", value: "1" },
  { name: "Set-Cookie", value: "a=1" },
  { name: "Strict-Transport-Security", value: "max-age=1" },
];
const changed = (response) => guard({ tabId: 1, type: "main_frame", responseHeaders: headers, ...response }).responseHeaders;
const isKeptOut = (response) => changed(response)?.some(({ name, value }) => name === "cache-control" && value === "no-store") ?? false;
const names = (response) => changed(response).map(({ name }) => name.toLowerCase());

test("a listed page and all that it loads are kept out of the cache", () => {
  assert.equal(isKeptOut({ url: "https://helpline.test/" }), true);
  assert.equal(isKeptOut({ url: "https://cdn.test/a.css", type: "stylesheet", originUrl: "https://helpline.test/" }), true);
  assert.equal(isKeptOut({ url: "https://cdn.test/a.js", type: "script", documentUrl: "https://helpline.test/" }), true);
  assert.equal(isKeptOut({ url: "https://cdn.test/b.js", type: "script", documentUrl: "https://widget.test/", frameAncestors: [{ url: "https://helpline.test/" }] }), true);
  assert.equal(isKeptOut({ url: "https://cdn.test/c.png", type: "image", tabId: 7 }), true);
});

test("an unlisted page's redirect to a listed one is kept out too, and keeps its cookies", () => {
  const location = { name: "Location", value: "//helpline.test/x" };
  const response = { url: "https://short.test/1", responseHeaders: [location, { name: "Set-Cookie", value: "b=1" }] };
  assert.equal(isKeptOut(response), true);
  assert.deepEqual(names(response), ["location", "set-cookie", "cache-control"]);
});

test("in a container all is kept out, and nothing else is changed about what is not listed", () => {
  for (const response of [{ url: "https://innocent.test/" }, { url: "https://innocent.test/a.png", type: "image" }]) {
    assert.equal(isKeptOut({ ...response, tabId: 8 }), true);
    assert.deepEqual(names({ ...response, tabId: 8 }), ["etag", "set-cookie", "strict-transport-security", "cache-control"]);
  }
  assert.deepEqual(names({ url: "https://helpline.test/a.js", type: "script", tabId: 8 }), ["etag", "cache-control", "referrer-policy"]);
});

test("everything else is left as it was, the page that a listed tab goes on to and private tabs among it", () => {
  assert.equal(changed({ url: "https://innocent.test/" }), undefined);
  assert.equal(changed({ url: "https://innocent.test/", tabId: 7 }), undefined);
  assert.equal(changed({ url: "https://helpline.test/", tabId: 9 }), undefined);
  assert.equal(changed({ url: "https://short.test/", responseHeaders: [{ name: "Location", value: "/there" }] }), undefined);
});

test("what would be remembered of the site is taken off, the other headers stay", () => {
  assert.deepEqual(names({ url: "https://helpline.test/" }), ["etag", "cache-control", "referrer-policy", "content-security-policy"]);
  assert.deepEqual(names({ url: "https://helpline.test/a.js", type: "script" }), ["etag", "cache-control", "referrer-policy"]);
});
