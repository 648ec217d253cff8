import assert from "node:assert/strict";
import { test } from "node:test";
import { buildMatcher } from "../../../extension/list/matcher.js";
import { Listed } from "../../../extension/visits/listed.js";

const helpline = { host: "helpline.test", subdomains: true };
const own = { host: "forum.test", subdomains: false };

test("an address is listed when any source has it, and the first one answers", () => {
  const narrow = { host: "helpline.test", subdomains: false, paths: ["/chat"] };
  const listed = new Listed([() => buildMatcher([helpline]), () => buildMatcher([own, narrow])]);
  assert.equal(listed.match("https://shop.test/"), null);
  assert.equal(listed.match("https://forum.test/"), own);
  assert.equal(listed.match("https://helpline.test/chat"), helpline);
});

test("a source that changes is asked anew", () => {
  let matcher = buildMatcher([]);
  const listed = new Listed([() => matcher]);
  assert.equal(listed.match("https://forum.test/"), null);
  matcher = buildMatcher([own]);
  assert.equal(listed.match("https://forum.test/"), own);
});

test("an address that holds a listed one is listed, itself and nothing else of its host", () => {
  const wrappedIn = (url) => (url.startsWith("https://out.test/go") ? [{ url: "https://helpline.test/", isMirror: false }] : []);
  const listed = new Listed([() => buildMatcher([helpline])], wrappedIn);
  assert.deepEqual(listed.match("https://out.test/go?u=1"), { host: "out.test", subdomains: false, paths: ["/go"] });
  assert.equal(listed.match("https://out.test/other"), null);
});

test("a host that shows a copy of a listed site is listed as far as the site is", () => {
  const wrappedIn = (url) => [{ url: url.replace("-test.copy.test", ".test"), isMirror: true }];
  const advice = { host: "police.test", subdomains: false, paths: ["/advice"] };
  const listed = new Listed([() => buildMatcher([helpline, advice])], wrappedIn);
  assert.deepEqual(listed.match("https://helpline-test.copy.test/a"), { host: "helpline-test.copy.test", subdomains: false });
  assert.deepEqual(listed.match("https://police-test.copy.test/advice/x"), {
    host: "police-test.copy.test",
    subdomains: false,
    paths: ["/advice"],
  });
  assert.equal(listed.match("https://police-test.copy.test/lost"), null);
});
