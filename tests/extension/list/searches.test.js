import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { indexedMatcher, searchesIn, writeIndex } from "../../../extension/list/list-index.js";
import { isNeverListed } from "../../../extension/list/never-list.js";
import { searchOf } from "../../../extension/list/search-engines.js";
import { termMatcher } from "../../../extension/list/search-terms.js";
import { allWrappedIn, wrappedIn } from "../../../extension/list/wrapped-addresses.js";

const fixture = (/** @type {string} */ name) => JSON.parse(readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), "utf8"));
const { searches, terms } = fixture("searches.json");

for (const { url, query } of searches) {
  test(`${url} is ${query ? "a page of results" : "no page of results"}`, () => {
    assert.equal(searchOf(url)?.query ?? null, query);
  });
}

for (const { name, term, language, query, found } of terms) {
  test(`${name}: ${found ? "holds" : "does not hold"} the term`, () => {
    assert.equal(termMatcher([{ term, language }])(query), found);
  });
}

test("each term is compared by its own language", () => {
  const holds = termMatcher([{ term: "våld", language: "sv" }, { term: "doméstica", language: "es" }, { term: "", language: "en" }]);
  assert.ok(holds("domestica") && holds("våld"));
  assert.ok(!holds("vald") && !termMatcher([])("doméstica"));
});

for (const { url, inner, mirror = false } of fixture("wrapped.json").cases) {
  test(`${url} ${inner ? `holds ${inner}` : "holds no other address"}`, () => {
    const wrapped = wrappedIn(url);
    assert.equal(wrapped?.url ?? null, inner);
    if (wrapped) assert.equal(wrapped.isMirror, mirror);
  });
}

test("a link that leads through two services is followed to its end, one that leads to itself is not for ever", () => {
  const google = `https://www.google.com/url?q=${encodeURIComponent("https://help.example.org/")}`;
  const twice = `https://l.facebook.com/l.php?u=${encodeURIComponent(google)}`;
  assert.deepEqual(allWrappedIn(twice).map(({ url }) => url), [google, "https://help.example.org/"]);
  const endless = "https://12ft.io/".repeat(9);
  assert.ok(allWrappedIn(endless).length <= 3);
});

test("the engines whose pages are erased are engines that no list may name", () => {
  for (const host of ["google.com", "bing.com", "duckduckgo.com", "ecosia.org", "qwant.com"]) assert.ok(isNeverListed(host, false), host);
});

test("a woken worker finds the terms where it finds the list, and no host there", () => {
  const terms = [{ term: "stalking", language: "en" }];
  const index = writeIndex([{ host: "helpline.test", subdomains: true }, { host: "0.test", subdomains: true }], terms);
  assert.deepEqual(searchesIn(index), terms);
  assert.deepEqual(searchesIn(writeIndex([{ host: "helpline.test", subdomains: true }])), []);
  const { match } = indexedMatcher(index, 2);
  assert.ok(match("https://www.helpline.test/") && match("https://0.test/"));
  assert.equal(match("https://!/"), null);
});
