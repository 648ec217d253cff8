import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { buildMatcher } from "../../../extension/list/matcher.js";

const fixtures = JSON.parse(await readFile(new URL("../../fixtures/matching.json", import.meta.url), "utf8"));

describe("matching as the wire format says", () => {
  for (const { name, entries, url, match, wins } of fixtures.cases) {
    it(name, () => {
      const entry = buildMatcher(entries).match(url);
      assert.equal(entry?.host ?? null, match);
      if (wins !== undefined) assert.equal(entries.indexOf(entry), wins);
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
