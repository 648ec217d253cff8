import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { indexedMatcher, writeIndex } from "../../../extension/list/list-index.js";
import { buildMatcher } from "../../../extension/list/matcher.js";

const fixtures = JSON.parse(await readFile(new URL("../../fixtures/matching.json", import.meta.url), "utf8"));

describe("matching as the wire format says", () => {
  for (const { name, entries, url, match, wins } of fixtures.cases) {
    it(name, () => {
      const entry = buildMatcher(entries).match(url);
      assert.equal(entry?.host ?? null, match);
      if (wins !== undefined) assert.equal(entries.indexOf(entry), wins);
    });

    it(`${name}, from the session's memory`, () => {
      const entry = indexedMatcher(writeIndex(entries), entries.length).match(url);
      assert.equal(entry?.host ?? null, match);
      if (wins !== undefined) assert.deepEqual(entry, entries[wins]);
    });
  }

  it("counts its entries, not its hosts or prefixes", () => {
    const host = "police.example";
    assert.equal(buildMatcher([{ host, subdomains: true }, { host, subdomains: false, paths: ["/a", "/b"] }]).size, 2);
  });

  it("answers null to something that is not a string", () => {
    const matcher = buildMatcher([{ host: "example.org", subdomains: true }]);
    for (const odd of [undefined, null, 7, {}]) assert.equal(matcher.match(/** @type {any} */ (odd)), null);
  });
});

describe("matching at the supported size", () => {
  const entries = Array.from({ length: 20_000 }, (_, i) => ({ host: `site-${i}.example`, subdomains: true }));
  const matcher = buildMatcher(entries);

  it("finds the first and the last of 20,000 entries", () => {
    assert.equal(matcher.match("https://www.site-0.example/"), entries[0]);
    assert.equal(matcher.match("https://www.site-19999.example/"), entries.at(-1));
  });

  it("takes as long for a long address as for its bytes, not its square", () => {
    const path = "/a".repeat(100_000);
    const started = performance.now();
    assert.equal(matcher.match(`https://site-7.example${path}`), entries[7]);
    assert.ok(performance.now() - started < 200);
  });
});

describe("a list in the session's memory", () => {
  const words = ["a", "a-b", "a.b", "aa", "b", "b-1", "xn--bcher-kva", "z", "0"];
  const entries = words.flatMap((one, i) =>
    words.map((two, j) => ({ host: `${one}.${two}.example`, subdomains: (i + j) % 2 === 0, ...(j % 3 === 0 && { paths: [`/${one}`, "/p"] }) })),
  );
  const matcher = buildMatcher(entries);
  const indexed = indexedMatcher(writeIndex(entries), entries.length);

  it("answers as the list that it was written from, for hosts that begin and end alike", () => {
    let hits = 0;
    for (const one of [...words, "c"]) {
      for (const two of [...words, "c"]) {
        for (const host of [`${one}.${two}.example`, `www.${one}.${two}.example`, `${two}.example`, "example"]) {
          for (const path of ["/", "/p/x", `/${one}`]) {
            const url = `https://${host}${path}`;
            const expected = matcher.match(url);
            assert.deepEqual(indexed.match(url), expected, url);
            if (expected) hits++;
          }
        }
      }
    }
    assert.ok(hits > 200);
  });

  it("may be empty, and has the size of the list", () => {
    assert.equal(indexedMatcher(writeIndex([]), 0).match("https://a.example/"), null);
    assert.equal(indexed.size, entries.length);
  });
});
