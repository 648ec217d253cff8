import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { canonicalJson } from "../../../extension/list/tuf/canonical-json.js";
import { ecdsaSignatureFromDer } from "../../../extension/list/tuf/der.js";
import { parseRoot, parseSnapshot, parseTargets, parseTimestamp } from "../../../extension/list/tuf/metadata.js";
import { parseStrictJson } from "../../../extension/list/tuf/strict-json.js";
import { refusedAs, trusting } from "./holder.js";

const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text);
const parse = (/** @type {string} */ text) => parseStrictJson(bytes(text));

describe("strict JSON", () => {
  const good = ['{"a":[1,-2,0],"b":null}', ' [ true , false ] ', '"\\u00e9\\n\\"\\ud83d\\ude00 é"', "9007199254740991", "{}", "[]", '[[],{"":{}}]'];
  for (const text of good) {
    it(`reads ${text}`, () => assert.deepEqual(JSON.parse(JSON.stringify(parse(text))), JSON.parse(text)));
  }

  const bad = [
    "", " ", "{", "[", '"', "[1,]", '{"a":1,}', '{"a" 1}', "{a:1}", "{'a':1}", "[1 2]", "nul", "truex", "1 2", "[1]]", "undefined", "NaN",
    "01", "+1", "-", "1.0", "1e3", "1E3", "0x10", "9007199254740992", "-9007199254740992", "123456789012345678901234567890",
    '"\\x41"', '"\\u12"', '"\t"', '"\\ud800"', '"\\udc00\\ud800"', '{"a":1,"a":2}', '{"a":1,"\\u0061":2}', "/**/1", "\ufeff1", "\u00a01",
  ];
  for (const text of bad) {
    it(`refuses ${JSON.stringify(text)}`, () => assert.throws(() => parse(text), refusedAs("bad-metadata")));
  }

  it("refuses bytes that are not UTF-8", () => {
    for (const odd of [[0xff], [0x22, 0xc0, 0x80, 0x22], [0x22, 0xed, 0xa0, 0x80, 0x22], [0x22, 0xe2, 0x82, 0x22]]) {
      assert.throws(() => parseStrictJson(Uint8Array.from(odd)), refusedAs("bad-metadata"));
    }
  });

  it("takes __proto__ and constructor as names like others", () => {
    const value = /** @type {any} */ (parse('{"__proto__":{"polluted":true},"constructor":1}'));
    assert.deepEqual(Object.keys(value), ["__proto__", "constructor"]);
    assert.equal(value.polluted, undefined);
    assert.equal(/** @type {any} */ ({}).polluted, undefined);
    assert.throws(() => parse('{"__proto__":1,"__proto__":2}'), refusedAs("bad-metadata"));
  });

  it("refuses nesting without end, and takes no exponential time over a string without end", () => {
    assert.throws(() => parse("[".repeat(100_000)), refusedAs("bad-metadata"));
    assert.throws(() => parse(`"${"a".repeat(1_000_000)}`), refusedAs("bad-metadata"));
    assert.throws(() => parse(`"${"\\n".repeat(500_000)}`), refusedAs("bad-metadata"));
  });
});

describe("canonical JSON", () => {
  const canonical = (/** @type {string} */ text) => Buffer.from(canonicalJson(parse(text))).toString();

  it("sorts names, drops white space, escapes quote and backslash only", () => {
    assert.equal(canonical('{ "b" : [ 1, null, true ], "a" : "\\"\\\\\\n\\u00e9" }'), '{"a":"\\"\\\\\né","b":[1,null,true]}');
  });

  it("sorts by code point where UTF-16 would differ", () => {
    assert.equal(canonical('{"\ud83d\ude00":1,"\uffee":2,"a":3,"":4}'), '{"":4,"a":3,"\uffee":2,"\ud83d\ude00":1}');
  });

  it("keeps __proto__ under the signature", () => {
    assert.equal(canonical('{"__proto__":{"b":1,"a":2}}'), '{"__proto__":{"a":2,"b":1}}');
  });

  it("writes minus zero as zero, and refuses what is not an integer", () => {
    assert.equal(canonical("-0"), "0");
    for (const odd of [1.5, Number.NaN, 2 ** 53]) assert.throws(() => canonicalJson(odd), TypeError);
  });
});

describe("ECDSA signatures in DER", () => {
  const seq = (/** @type {number[]} */ ...body) => Uint8Array.from([0x30, body.length, ...body]);

  it("are read with and without a sign byte, short and long", () => {
    const long = Array(32).fill(0xff);
    const read = /** @type {Uint8Array} */ (ecdsaSignatureFromDer(seq(0x02, 33, 0, ...long, 0x02, 1, 5)));
    assert.deepEqual([...read], [...long, ...Array(31).fill(0), 5]);
  });

  const odd = {
    "an empty signature": new Uint8Array(),
    "a wrong tag": Uint8Array.from([0x31, 6, 2, 1, 1, 2, 1, 1]),
    "a wrong length": Uint8Array.from([0x30, 7, 2, 1, 1, 2, 1, 1]),
    "bytes after the end": seq(2, 1, 1, 2, 1, 1, 0),
    "an integer that runs over the end": seq(2, 1, 1, 2, 9, 1),
    "an empty integer": seq(2, 0, 2, 1, 1),
    "a negative integer": seq(2, 1, 0x80, 2, 1, 1),
    "a padded integer": seq(2, 2, 0, 1, 2, 1, 1),
    "an integer of 33 bytes": seq(2, 33, 1, ...Array(32).fill(0), 2, 1, 1),
    "one integer only": seq(2, 1, 1),
  };
  for (const [name, der] of Object.entries(odd)) {
    it(`refuses ${name}`, () => assert.equal(ecdsaSignatureFromDer(der), null));
  }
});

describe("metadata shapes", () => {
  const PARSERS = { root: parseRoot, timestamp: parseTimestamp, snapshot: parseSnapshot, targets: parseTargets };
  const HASHES = { sha256: "ab".repeat(32) };
  const PLACE = { name: "a", keyids: [], threshold: 1, terminating: false };
  /** @type {Record<string, (signed: any) => void>} */
  const COMMON = {
    "no version": (s) => delete s.version,
    "version 0": (s) => (s.version = 0),
    "a version that is text": (s) => (s.version = "1"),
    "another role's type": (s) => (s._type = "mirrors"),
    "specification 2": (s) => (s.spec_version = "2.0.0"),
    "no specification": (s) => delete s.spec_version,
    "an expiry without a zone": (s) => (s.expires = "2030-01-01T00:00:00"),
    "an expiry on 30 February": (s) => (s.expires = "2030-02-30T00:00:00Z"),
    "an expiry with a zone of its own": (s) => (s.expires = "2030-01-01T00:00:00+01:00"),
  };
  /** @type {Record<string, Record<string, (signed: any) => void>>} */
  const OWN = {
    root: {
      "a missing role": (s) => delete s.roles.snapshot,
      "keys as an array": (s) => (s.keys = []),
      "a key without a value": (s) => (Object.values(s.keys)[0].keyval = {}),
      "consistent_snapshot as text": (s) => (s.consistent_snapshot = "true"),
      "a role of __proto__'s": (s) => (s.roles = JSON.parse('{"__proto__":{"root":{}}}')),
    },
    timestamp: { "no snapshot": (s) => (s.meta = {}), "a length of 0": (s) => (s.meta["snapshot.json"].length = 0) },
    snapshot: {
      "a hash that is not hexadecimal": (s) => (s.meta["targets.json"].hashes = { sha256: "xyz" }),
      "no hash in hashes": (s) => (s.meta["targets.json"].hashes = {}),
      "a negative version": (s) => (s.meta["targets.json"].version = -1),
    },
    targets: {
      "a target without hashes": (s) => (s.targets.a = { length: 1 }),
      "a target without length": (s) => (s.targets.a = { hashes: HASHES }),
      "a delegation called root": (s) => (s.delegations = { keys: {}, roles: [{ ...PLACE, name: "root", paths: [] }] }),
      "two delegations of one name": (s) => (s.delegations = { keys: {}, roles: [{ ...PLACE, paths: [] }, { ...PLACE, paths: [] }] }),
      "a delegation with both kinds of paths": (s) => (s.delegations = { keys: {}, roles: [{ ...PLACE, paths: [], path_hash_prefixes: [] }] }),
      "a delegation with no paths": (s) => (s.delegations = { keys: {}, roles: [PLACE] }),
    },
  };
  for (const [role, parser] of Object.entries(PARSERS)) {
    it(`reads ${role}`, async (t) => {
      const { repository } = await trusting(t);
      assert.equal(parser(bytes(JSON.stringify({ signatures: [], signed: repository.signed[role] }))).version, 1);
    });
    for (const [name, change] of Object.entries({ ...COMMON, ...OWN[role] })) {
      it(`refuses ${role} with ${name}`, async (t) => {
        const { repository } = await trusting(t);
        const { signed } = structuredClone({ signed: repository.signed[role] });
        change(signed);
        assert.throws(() => parser(bytes(JSON.stringify({ signatures: [], signed }))), refusedAs("bad-metadata"));
      });
    }
  }

  it("keeps fields it does not know under the signature", async (t) => {
    const { repository, client, versions } = await trusting(t);
    repository.signed.root["x-sidestep-development"] = true;
    Object.values(repository.signed.root.keys)[0]["x-extra"] = { b: 1, a: ["é"] };
    await repository.publish("root");
    await client.refresh();
    assert.equal(versions().root, 2);
  });
});
