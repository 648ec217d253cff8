import assert from "node:assert/strict";
import { test } from "node:test";

import { buildMatcher } from "../../../extension/list/matcher.js";
import { conditionsOf, oneOf } from "../../../extension/shared/list-conditions.js";

const ENTRIES = [
  { host: "helpline.test", subdomains: true },
  { host: "harbour.test", subdomains: false },
  { host: "a.harbour.test", subdomains: false },
  { host: "police.test", subdomains: true, paths: ["/advice/stalking", "/advice/sta", "/a.b"] },
  { host: "town.test", subdomains: false, paths: ["/safe/"] },
];

/** As Firefox looks: the expression first, then the host and what lies above it. */
function meets({ requestDomains, regexFilter }, url) {
  const labels = new URL(url).hostname.split(".");
  const above = labels.map((_, at) => labels.slice(at).join("."));
  return (!regexFilter || new RegExp(regexFilter).test(url)) && (!requestDomains || above.some((name) => requestDomains.includes(name)));
}

const covers = (url, entries = ENTRIES) => conditionsOf(entries).some((condition) => meets(condition, url));

test("conditions cover what the matcher knows, and nothing else", () => {
  const matcher = buildMatcher(ENTRIES);
  const hosts = ["helpline.test", "www.helpline.test", "nohelpline.test", "harbour.test", "www.harbour.test", "a.harbour.test", "b.a.harbour.test"];
  const sites = ["police.test", "www.police.test", "x.y.police.test", "xpolice.test", "town.test", "www.town.test", "other.test"];
  const paths = ["/", "/advice/stalking", "/advice/stalking/x.png", "/advice/stalking?y", "/advice/stalkingx", "/advice/sta", "/advice/st", "/a.b", "/axb", "/safe", "/safe/x", "/safer", "/?u=https://police.test/a.b"];
  for (const host of [...hosts, ...sites]) {
    for (const path of paths) {
      for (const start of ["https://", "http://"]) {
        const url = `${start}${host}${path}`;
        assert.equal(covers(url), matcher.match(url) !== null, url);
      }
    }
  }
  for (const url of ["https://police.test:8443/a.b", "https://harbour.test:8443/", "https://helpline.test:8443/"]) assert.ok(covers(url), url);
});

test("as few as can be, however long the list: an expression for pages and a set for hosts", () => {
  const many = Array.from({ length: 20_000 }, (_, n) => ({ host: `h${n}.test`, subdomains: n % 2 === 0, ...(n % 5 === 0 && { paths: [`/p${n}`] }) }));
  assert.ok(conditionsOf(many).length <= 4);
  assert.ok(covers("https://h5.test/p5/x", many));
  assert.ok(!covers("https://h5.test/p50", many));
  assert.deepEqual(conditionsOf([]), []);
});

test("words that begin alike share their beginning", () => {
  assert.equal(oneOf(["ab", "abc", "abd", "b"]), "(?:ab(?:c|d)?|b)");
});
