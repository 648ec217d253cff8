import assert from "node:assert/strict";
import { test } from "node:test";

import { Journal } from "../../../extension/traces/journal.js";

async function memoryFile() {
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const written = [];
  return {
    written,
    read: async () => written.at(-1) ?? null,
    write: async (bytes) => void written.push(bytes),
    secret: async () => key,
  };
}

const visit = (pages) => Array.from({ length: pages }, (_, page) => ({ url: `https://helpline.test/page/${page}`, since: page }));

test("what was saved is loaded, also by another worker", async () => {
  const file = await memoryFile();
  await new Journal(file).save(visit(3));
  assert.deepEqual(await new Journal(file).load(), visit(3));
});

test("empty or full, the file has the same size and cannot be read as text", async () => {
  const file = await memoryFile();
  const journal = new Journal(file);
  await journal.save([]);
  await journal.save(visit(300));
  const [empty, full] = file.written;
  assert.equal(empty.length, full.length);
  assert.equal(Buffer.from(full).includes("helpline"), false);
});

test("a visit too large for the usual size is kept whole", async () => {
  const file = await memoryFile();
  const touched = Array.from({ length: 2000 }, () => ({ url: `https://helpline.test/${crypto.randomUUID()}` }));
  await new Journal(file).save(touched);
  assert.deepEqual(await new Journal(file).load(), touched);
});

test("a burst of changes is written as the first and the last", async () => {
  const file = await memoryFile();
  const journal = new Journal(file);
  await Promise.all([1, 2, 3, 4, 5].map((pages) => journal.save(visit(pages))));
  assert.deepEqual(await journal.load(), visit(5));
  assert.ok(file.written.length <= 2, `${file.written.length} writes`);
});

test("a damaged file is an empty journal, not an error", async () => {
  const file = await memoryFile();
  await new Journal(file).save(visit(3));
  file.written.at(-1)[40] ^= 1;
  assert.deepEqual(await new Journal(file).load(), []);
});
