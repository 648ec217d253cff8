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
