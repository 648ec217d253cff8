import assert from "node:assert/strict";
import { test } from "node:test";

import { VisitLog } from "../../../extension/visits/visit-log.js";
import { memoryStore } from "../memory-store.js";

const page = { url: "https://helpline.test/", listed: true, site: { host: "helpline.test", subdomains: true } };

async function newLog(stores = { session: memoryStore(), journal: memoryStore([]) }) {
  let time = 0;
  const log = new VisitLog({ ...stores, now: () => (time += 1) });
  await log.ready;
  return log;
}

test("a killed worker finds its tabs and URLs again", async () => {
  const stores = { session: memoryStore(), journal: memoryStore([]) };
  const before = await newLog(stores);
  before.open(4);
  before.touch(page);
  const after = await newLog(stores);
  assert.deepEqual(after.openTabs, [4]);
  assert.deepEqual(after.touched, [{ ...page, since: 1 }]);
});

test("after a crash the URLs come back from the journal, the tabs do not", async () => {
  const journal = memoryStore([]);
  const before = await newLog({ session: memoryStore(), journal });
  before.open(4);
  before.touch(page);
  const after = await newLog({ session: memoryStore(), journal });
  assert.deepEqual(after.openTabs, []);
  assert.deepEqual(after.touched.map(({ url }) => url), [page.url]);
});

test("what is erased is gone from memory and from the journal", async () => {
  const journal = memoryStore([]);
  const log = await newLog({ session: memoryStore(), journal });
  log.touch(page);
  await log.forget(log.touched);
  assert.equal(log.isEmpty, true);
  assert.equal(journal.kept, "[]");
});

test("a URL visited again while it is being erased stays", async () => {
  const log = await newLog();
  log.touch(page);
  const beingErased = log.touched;
  log.touch(page);
  await log.forget(beingErased);
  assert.deepEqual(log.touched.map(({ url }) => url), [page.url]);
});

test("a URL first seen as a hop becomes listed when it is, and never the other way round", async () => {
  const log = await newLog();
  log.touch({ url: page.url, listed: false, site: null });
  log.touch(page);
  log.touch({ url: page.url, listed: false, site: null });
  assert.deepEqual(log.touched, [{ ...page, since: 1 }]);
});
