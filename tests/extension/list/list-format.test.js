import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MOST_ENTRIES, MOST_PATHS, parseList } from "../../../extension/list/list-format.js";
import { refusedAs } from "./holder.js";
import { listOf, site } from "./list-server.js";

const parse = (/** @type {string} */ text) => parseList(new TextEncoder().encode(text));
const refused = (/** @type {string} */ text) => assert.throws(() => parse(text), refusedAs("bad-list"));

describe("a list", () => {
  it("is read with its known fields only", () => {
    const entries = [site("a.example"), site("b.example", { subdomains: false, paths: ["/x", "/y/%C3%A9/"], storage: "keep", name: "no" })];
    const searches = [{ term: "help", language: "en", other: 1 }];
    assert.deepEqual(parse(listOf(entries, { searches, more: true })), {
      entries: [entries[0], { host: "b.example", subdomains: false, paths: ["/x", "/y/%C3%A9/"], storage: "keep" }],
      searches: [{ term: "help", language: "en" }],
    });
  });

  it("may be empty: nothing is listed yet", () => assert.deepEqual(parse(listOf([])), { entries: [], searches: [] }));

  const odd = {
    "not JSON": "{", "an array": "[]", "null": "null", "no format": '{"entries":[],"searches":[]}', "another format": listOf([], { format: 2 }),
    "format as text": listOf([], { format: "1" }), "no entries": '{"format":1,"searches":[]}', "no searches": '{"format":1,"entries":[]}',
    "an entry that is null": listOf(/** @type {any} */ ([null])), "a search without language": listOf([], { searches: [{ term: "x" }] }),
    "an empty search": listOf([], { searches: [{ term: "", language: "en" }] }),
  };
  for (const [name, text] of Object.entries(odd)) it(`is refused: ${name}`, () => refused(text));

  it("is refused when it is not UTF-8", () => {
    assert.throws(() => parseList(Uint8Array.from([...Buffer.from('{"format":1,"entries":[],"searches":[{"term":"'), 0xff, ...Buffer.from('","language":"en"}]}')])), refusedAs("bad-list"));
  });

  it("never has its hosts in an error", () => {
    assert.throws(() => parse(listOf([site("secret.example"), site("SECRET.example")])), (error) => !/secret/i.test(String(error)) && /entry 1/.test(String(error)));
  });
});

describe("hosts", () => {
  const good = ["a.example", "www.gov.uk", "www.nhs.uk", "xn--hilfe-fr-frauen-5vb.example", "a-b.c-d.example", "1.example", "charity.github.io", "sites.google.com", "thirty.police.uk", "4chan.example"];
  for (const host of good) it(`${host} is taken`, () => assert.equal(parse(listOf([site(host)])).entries[0].host, host));

  const bad = [
    "", "com", "localhost", "A.example", "a.example.", ".a.example", "a..example", "-a.example", "a-.example", "a_b.example", "*.example.org",
    "a.example:443", "http://a.example", "a.example/x", "a b.example", "é.example", "xn--a.example", "10.0.0.1", "1.2.3", "0x7f.1", "a.0x1", "[::1]",
    `${"a".repeat(64)}.example`, `${"a.".repeat(130)}example`, "__proto__",
  ];
  for (const host of bad) it(`${JSON.stringify(host).slice(0, 40)} is refused`, () => refused(listOf([site(host)])));

  for (const host of ["co.uk", "org.uk", "gov.uk", "police.uk", "nhs.uk", "com.au", "gob.mx", "or.jp", "gv.at", "github.io", "wordpress.com"]) {
    it(`the public suffix ${host} is refused, with paths and without`, () => {
      refused(listOf([site(host)]));
      refused(listOf([site(host, { subdomains: false, paths: ["/x"] })]));
    });
  }

  for (const host of ["google.com", "www.google.com", "google.de", "google.co.uk", "google.com.au", "bing.com", "www.bing.com", "gmail.com", "mail.google.com", "outlook.live.com", "paypal.com", "hsbc.co.uk", "barclays.co.uk"]) {
    it(`${host} is never listed`, () => refused(listOf([site(host, { subdomains: false })])));
  }

  it("a host above a never-listed one is refused with its subdomains, and taken without", () => {
    refused(listOf([site("office.com")]));
    assert.equal(parse(listOf([site("office.com", { subdomains: false })])).entries.length, 1);
  });

  for (const subdomains of [undefined, "true", 1, null]) it(`subdomains as ${subdomains} is refused`, () => refused(listOf([{ host: "a.example", subdomains }])));
});

describe("paths", () => {
  const bad = [[], "/x", [""], ["x"], ["/"], ["//"], ["/a?b"], ["/a#b"], ["/a b"], ["/é"], ["/a/../b"], ["/a/./b"], ["/a/%2e%2E/b"], ["/a\\b"], ["/a\tb"], [7], ["//evil.example/x"].map((p) => p.replace("//", "/\\"))];
  for (const paths of bad) it(`${JSON.stringify(paths)} are refused`, () => refused(listOf([site("a.example", { paths })])));
  it("an unknown storage rule is refused", () => refused(listOf([site("a.example", { storage: "drop" })])));
});

describe("size", () => {
  const many = (/** @type {number} */ n) => Array.from({ length: n }, (_, i) => site(`s${i}.example`));
  const paths = (/** @type {number} */ n) => Array.from({ length: n }, (_, i) => `/p${i}`);

  it("20,000 entries are taken, one more is refused", () => {
    assert.equal(parse(listOf(many(MOST_ENTRIES))).entries.length, 20_000);
    refused(listOf(many(MOST_ENTRIES + 1)));
  });

  it("4,000 paths are taken, one more is refused", () => {
    const half = site("b.example", { paths: paths(MOST_PATHS / 2) });
    assert.equal(parse(listOf([half, half])).entries.length, 2);
    refused(listOf([half, half, site("c.example", { paths: ["/x"] })]));
  });
});
