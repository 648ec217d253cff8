import assert from "node:assert/strict";
import { test } from "node:test";

import { ComingPages, mayShow } from "../../../extension/visits/coming-pages.js";

const LISTED = "https://helpline.test/";

test("a blank page that is heard of late does not end what covers the listed page that comes", () => {
  const coming = new ComingPages();
  coming.answered(3, LISTED);
  assert.equal(coming.shown(3, false), false, "the new tab's blank page");
  assert.equal(coming.shown(3, true), false);
  assert.equal(coming.shown(3, false), true, "the page after it");
});

test("another page's answer, in the same tab, takes its place", () => {
  const coming = new ComingPages();
  coming.answered(3, LISTED);
  coming.answered(4, null);
  assert.equal(coming.shown(3, false), false);
  coming.answered(3, null);
  assert.equal(coming.shown(3, false), true);
});

test("nothing is kept of a tab that is closed", () => {
  const coming = new ComingPages();
  coming.answered(3, LISTED);
  coming.closed(3);
  assert.equal(coming.shown(3, false), true);
});

test("a redirect, an answer without a page and a download leave the tab what it shows", () => {
  const attachment = [{ name: "Content-Disposition", value: "Attachment; filename=a.pdf" }];
  for (const answer of [{ statusCode: 302 }, { statusCode: 204 }, { statusCode: 200, responseHeaders: attachment }]) assert.equal(mayShow(answer), false);
  const shown = [{ name: "content-disposition", value: "inline" }];
  for (const answer of [{ statusCode: 200 }, { statusCode: 304 }, { statusCode: 404 }, { statusCode: 200, responseHeaders: shown }]) assert.equal(mayShow(answer), true);
});
