import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { decodeAtRest, encodeAtRest, gunzip } from "../../../extension/list/at-rest.js";

describe("bytes at rest", () => {
  for (const size of [0, 1, 8191, 8192, 100_000, 3_000_000]) {
    it(`${size} come back as they were`, async () => {
      const bytes = Uint8Array.from({ length: size }, (_, i) => (i * 31 + (i >> 8)) & 0xff);
      assert.deepEqual(await decodeAtRest(await encodeAtRest(bytes)), bytes);
    });
  }

  it("show no word of what they were", async () => {
    const text = await encodeAtRest(new TextEncoder().encode("helpline.example"));
    assert.match(text, /^[A-Za-z0-9+/]+=*$/);
    assert.ok(!Buffer.from(text, "base64").includes("helpline"));
  });

  it("that were damaged are an error", async () => {
    const text = await encodeAtRest(new TextEncoder().encode("helpline.example".repeat(50)));
    for (const damaged of [text.slice(0, -8), `A${text.slice(1)}`, "not base64!", ""]) await assert.rejects(decodeAtRest(damaged));
  });

  it("gunzip what another program compressed", async () => {
    assert.equal(new TextDecoder().decode(await gunzip(new Uint8Array(gzipSync("other")))), "other");
  });
});
