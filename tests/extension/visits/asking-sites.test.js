import assert from "node:assert/strict";
import { test } from "node:test";

import { AskingSites } from "../../../extension/visits/asking-sites.js";
import { memoryStore } from "../memory-store.js";

const answer = (url, value = "1", name = "Request-OTR") => ({ url, responseHeaders: [{ name: "Date", value: "x" }, { name, value }] });

async function sites({ session = memoryStore(), isWanted = true } = {}) {
  const asking = new AskingSites({ session, isWanted: () => isWanted });
  await asking.ready;
  return asking;
}

test("a host that asks is listed as a whole from its first answer on", async () => {
  const asking = await sites();
  assert.equal(asking.match("https://quiet.test/"), null);
  assert.equal(asking.answered(answer("https://quiet.test/a")), true);
  assert.equal(asking.answered(answer("https://quiet.test/b")), false, "known by then");
  assert.deepEqual(asking.match("https://quiet.test/b"), { host: "quiet.test", subdomains: false });
});

test("it has no say over hosts above, beside or below it", async () => {
  const asking = await sites();
  asking.answered(answer("https://evil.shop.test/"));
  for (const host of ["shop.test", "my.shop.test", "a.evil.shop.test", "notevil.shop.test"]) {
    assert.equal(asking.match(`https://${host}/`), null, host);
  }
});

test("both ways of writing it count, others do not", async () => {
  for (const value of ["1", "?1", " 1 "]) assert.ok((await sites()).answered(answer("https://quiet.test/", value, "request-otr")), value);
  for (const value of ["0", "?0", "", "true", "11"]) assert.ok(!(await sites()).answered(answer("https://quiet.test/", value)), value);
  assert.ok(!(await sites()).answered({ url: "https://quiet.test/" }));
});

test("switched off, nobody is heard", async () => {
  assert.equal((await sites({ isWanted: false })).answered(answer("https://quiet.test/")), false);
});

test("it ends with the visit, and a killed worker still knows it before", async () => {
  const session = memoryStore();
  (await sites({ session })).answered(answer("https://quiet.test/"));
  const again = await sites({ session });
  again.keepOnly(["https://quiet.test/a", "about:blank", ""]);
  assert.ok(again.match("https://quiet.test/"));
  again.keepOnly([]);
  assert.equal(again.match("https://quiet.test/"), null);
  assert.equal((await sites({ session })).match("https://quiet.test/"), null);
});
