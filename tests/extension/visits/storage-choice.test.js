import assert from "node:assert/strict";
import { test } from "node:test";

import { StorageChoice } from "../../../extension/visits/storage-choice.js";

const HELPLINE = { host: "helpline.test", subdomains: true };

async function choice(strictStorage, repaired = []) {
  const settings = { read: async () => ({ strictStorage }), onChange: () => {} };
  const made = new StorageChoice({ settings, isRepaired: (url) => repaired.includes(new URL(url).hostname) });
  await made.ready;
  return made;
}

test("storage is kept in memory unless the list or the person says otherwise", async () => {
  assert.equal((await choice(false)).of(HELPLINE), "memory");
  assert.equal((await choice(true)).of(HELPLINE), "sealed");
  assert.equal((await choice(false)).of({ ...HELPLINE, storage: "keep" }), "keep");
  assert.equal((await choice(true, ["helpline.test"])).of(HELPLINE), "keep");
});
