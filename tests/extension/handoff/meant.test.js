import assert from "node:assert/strict";
import { test } from "node:test";
import { MeantPages } from "../../../extension/handoff/meant.js";
import { REFUSED_URL } from "../../../extension/handoff/rules.js";

const request = { tabId: 1, url: "https://listed.test/", method: "GET", initiator: "https://page.test" };
const failure = { tabId: 1, url: REFUSED_URL };

test("after a redirect the browser names only the scheme: the page is known from its request", () => {
  const pages = new MeantPages();
  pages.requested({ ...request, url: "https://short.test/x" });
  pages.requested(request);
  assert.deepEqual(pages.failed(failure), { tabId: 1, url: request.url, source: request.initiator });
});

test("a stop that two events tell of is told once", () => {
  const pages = new MeantPages();
  pages.requested(request);
  assert.ok(pages.redirected({ tabId: 1, redirectUrl: REFUSED_URL }));
  assert.equal(pages.failed(failure), undefined);
});

test("a page that nobody asked for yet, another failure, and a page that came are no stop", () => {
  const pages = new MeantPages();
  pages.requested({ ...request, documentLifecycle: "prerender" });
  assert.equal(pages.failed(failure), undefined);
  pages.requested(request);
  assert.equal(pages.failed({ ...failure, url: request.url }), undefined);
  assert.equal(pages.failed({ ...failure, documentLifecycle: "prerender" }), undefined);
  pages.settled(1);
  assert.equal(pages.failed(failure), undefined);
});

test("a page that a document fetches ahead is none that the tab goes to, whenever it is stopped", () => {
  const pages = new MeantPages();
  const fetched = { documentId: "00D0", documentLifecycle: "active" };
  pages.requested({ ...request, ...fetched });
  assert.equal(pages.redirected({ tabId: 1, redirectUrl: REFUSED_URL, ...fetched }), undefined);
  assert.equal(pages.failed(failure), undefined);
  pages.requested(request);
  assert.equal(pages.redirected({ tabId: 1, redirectUrl: REFUSED_URL, ...fetched }), undefined);
  assert.equal(pages.redirected({ tabId: 1, redirectUrl: REFUSED_URL })?.url, request.url);
});

test("what a browser was about to open before anybody was there to hear of it is known by its tab", () => {
  const meant = new MeantPages();
  meant.requested({ tabId: 1, url: "https://listed.test/heard", method: "GET" });
  meant.underWay([{ id: 1, pendingUrl: "https://listed.test/first" }, { id: 2, pendingUrl: "https://listed.test/" }, { id: 3 }]);
  const stopped = (tabId) => meant.failed({ tabId, url: REFUSED_URL });
  assert.equal(stopped(1)?.url, "https://listed.test/heard");
  assert.deepEqual(stopped(2), { tabId: 2, url: "https://listed.test/" });
  assert.equal(stopped(3), undefined);
});
