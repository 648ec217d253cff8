/** The attacks of the specification's section 1.5.2, each against a client that has just been shown the quiet case. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { clientOf, refusedAs, trusting } from "./holder.js";
import { DAY_MS, instant, NOW, sign } from "./repository.js";
import { newSigner } from "./signers.js";

const ROLES = ["root", "timestamp", "snapshot", "targets"];
const FIRST = { root: 1, timestamp: 1, snapshot: 1, targets: 1 };
/** Publishing a role needs those that vouch for it. */
const CHAIN = { root: ["root"], timestamp: ["timestamp"], snapshot: ["snapshot", "timestamp"], targets: ["targets", "snapshot", "timestamp"] };

describe("the quiet case", () => {
  it("verifies four roles with five requests, and an unchanged repository with two", async (t) => {
    const { repository, client, versions } = await trusting(t);
    await client.refresh();
    assert.deepEqual(versions(), FIRST);
    assert.deepEqual(repository.requests, ["metadata/2.root.json", "metadata/timestamp.json", "metadata/1.snapshot.json", "metadata/1.targets.json"]);
    repository.requests.length = 0;
    await client.refresh();
    assert.deepEqual(repository.requests, ["metadata/2.root.json", "metadata/timestamp.json"]);
  });

  it("stores the bytes as received", async (t) => {
    const { repository, client, held } = await trusting(t);
    await client.refresh();
    assert.deepEqual(Buffer.from(held.get("timestamp")), repository.files.get("metadata/timestamp.json"));
    assert.deepEqual(Buffer.from(held.get("targets")), repository.files.get("metadata/1.targets.json"));
  });

  for (const scheme of ["ed25519", "ecdsa-sha2-nistp256", "rsassa-pss-sha256"]) {
    it(`accepts ${scheme}`, async (t) => {
      const { client, versions } = await trusting(t, { schemes: Object.fromEntries(ROLES.map((role) => [role, scheme])) });
      await client.refresh();
      assert.deepEqual(versions(), FIRST);
    });
  }

  it("reads a repository without consistent snapshots", async (t) => {
    const { repository, client, versions } = await trusting(t);
    repository.signed.root.consistent_snapshot = false;
    await repository.publish("root", "targets", "snapshot", "timestamp");
    await client.refresh();
    assert.deepEqual(versions(), { root: 2, timestamp: 2, snapshot: 2, targets: 2 });
    assert.equal(repository.requests.at(-1), "metadata/targets.json");
  });
});

describe("arbitrary software: signatures", () => {
  for (const role of ROLES) {
    it(`refuses ${role} signed by a stranger`, async (t) => {
      const { repository, client, versions } = await trusting(t);
      await client.refresh();
      repository.signers[role] = [await newSigner()];
      await repository.publish(...CHAIN[role]);
      await assert.rejects(client.refresh(), refusedAs("bad-signature"));
      assert.equal(versions()[role], 1);
    });

    it(`refuses ${role} changed after it was signed`, async (t) => {
      const { repository, client, versions } = await trusting(t);
      await client.refresh();
      repository.hashes = false;
      await repository.publish(...CHAIN[role]);
      const bytes = await sign(repository.signed[role], repository.signers[role]);
      repository.put(role, Buffer.from(bytes.toString().replace("T00:00:00Z", "T00:00:01Z")));
      await assert.rejects(client.refresh(), refusedAs("bad-signature"));
      assert.equal(versions()[role], 1);
    });
  }

  it("refuses a trusted root that is not signed by itself, before any request", async (t) => {
    const { repository, client, held } = await trusting(t);
    held.set("root", new Uint8Array(await sign(repository.signed.root, [await newSigner()])));
    await assert.rejects(client.refresh(), refusedAs("bad-signature"));
    assert.deepEqual(repository.requests, []);
  });

  for (const role of ["snapshot", "targets"]) {
    it(`no longer trusts a stored ${role} whose key was taken away`, async (t) => {
      const { repository, client, held, versions } = await trusting(t);
      repository.hashes = false;
      await repository.publish(...CHAIN.targets);
      await client.refresh();
      repository.setSigners(role, [await newSigner()]);
      await repository.publish("root");
      await assert.rejects(client.refresh(), refusedAs("bad-signature"));
      const bytes = await repository.republish(role);
      await client.refresh();
      assert.deepEqual(Buffer.from(held.get(role)), bytes);
      assert.deepEqual(versions(), { root: 2, timestamp: 2, snapshot: 2, targets: 2 });
    });
  }

  it("refuses a signature of the right key under another's keyid", async (t) => {
    const { repository, client } = await trusting(t);
    const [own] = repository.signers.timestamp;
    repository.signers.timestamp = [{ ...own, keyid: repository.signers.root[0].keyid }];
    await repository.publish("timestamp");
    await assert.rejects(client.refresh(), refusedAs("bad-signature"));
  });

  it("accepts enough good signatures beside a broken one, a stranger's and one that is no signature", async (t) => {
    const { repository, client, versions } = await trusting(t);
    const signers = await Promise.all([1, 2, 3].map(() => newSigner()));
    repository.setSigners("timestamp", signers, 2);
    await repository.publish("root");
    const broken = { ...signers[0], sign: async () => "00".repeat(64) };
    const garbled = { ...(await newSigner()), sign: async () => "not hexadecimal" };
    repository.signers.timestamp = [broken, await newSigner(), garbled, signers[1], signers[2]];
    await repository.publish("timestamp");
    await client.refresh();
    assert.equal(versions().timestamp, 2);
  });
});

describe("thresholds", () => {
  it("refuses one signature where two are needed", async (t) => {
    const { repository, client } = await trusting(t);
    const signers = [await newSigner(), await newSigner()];
    repository.setSigners("targets", signers, 2);
    repository.signers.targets = signers.slice(0, 1);
    await repository.publish("root", "targets", "snapshot", "timestamp");
    await assert.rejects(client.refresh(), refusedAs("bad-signature"));
  });

  it("refuses a role that lists a keyid twice", async (t) => {
    const { repository, client } = await trusting(t);
    const [{ keyid }] = repository.signers.targets;
    repository.signed.root.roles.targets = { keyids: [keyid, keyid], threshold: 2 };
    await repository.publish("root");
    await assert.rejects(client.refresh(), refusedAs("bad-metadata"));
  });

  it("refuses metadata that carries two signatures of one keyid", async (t) => {
    const { repository, client } = await trusting(t);
    const [signer] = repository.signers.timestamp;
    repository.signers.timestamp = [signer, signer];
    await repository.publish("timestamp");
    await assert.rejects(client.refresh(), refusedAs("bad-metadata"));
  });

  it("counts one key under two keyids once", async (t) => {
    const { repository, client } = await trusting(t);
    const one = await newSigner();
    const upper = { ...one.key, keyval: { public: one.key.keyval.public.toUpperCase() } };
    const again = { ...one, keyid: "ab".repeat(32), key: upper };
    repository.setSigners("timestamp", [one, again], 2);
    await repository.publish("root", "timestamp");
    await assert.rejects(client.refresh(), refusedAs("bad-signature"));
  });

  it("refuses RSA keys below 2048 bits", async (t) => {
    const { repository, client } = await trusting(t);
    repository.setSigners("timestamp", [await newSigner("rsassa-pss-sha256", { modulusLength: 1024 })]);
    await repository.publish("root", "timestamp");
    await assert.rejects(client.refresh(), refusedAs("bad-signature"));
  });

  it("refuses a threshold of zero", async (t) => {
    const { repository, client } = await trusting(t);
    repository.signed.root.roles.timestamp.threshold = 0;
    await repository.publish("root");
    await assert.rejects(client.refresh(), refusedAs("bad-metadata"));
  });
});

describe("the root chain", () => {
  it("follows 300 rotations in one refresh", async (t) => {
    const { repository, client, versions } = await trusting(t);
    for (let i = 0; i < 300; i++) {
      const next = await newSigner();
      const before = repository.signers.root;
      repository.setSigners("root", [next]);
      repository.signers.root = [...before, next];
      await repository.publish("root");
      repository.signers.root = [next];
    }
    await client.refresh();
    assert.equal(versions().root, 301);
  });

  it("refuses a new root that only its own keys signed", async (t) => {
    const { repository, client, versions } = await trusting(t);
    repository.setSigners("root", [await newSigner()]);
    await repository.publish("root");
    await assert.rejects(client.refresh(), refusedAs("bad-signature"));
    assert.deepEqual(versions(), { root: 1 });
  });

  it("refuses a new root that only the old keys signed", async (t) => {
    const { repository, client } = await trusting(t);
    const old = repository.signers.root;
    repository.setSigners("root", [await newSigner()]);
    repository.signers.root = old;
    await repository.publish("root");
    await assert.rejects(client.refresh(), refusedAs("bad-signature"));
  });

  for (const [claim, version] of [["the version before", 1], ["a version ahead", 7]]) {
    it(`refuses ${claim} in place of the next root`, async (t) => {
      const { repository, client } = await trusting(t);
      repository.files.set("metadata/2.root.json", await sign({ ...repository.signed.root, version }, repository.signers.root));
      await assert.rejects(client.refresh(), refusedAs("rollback"));
    });
  }

  it("passes through an expired root, but does not stop at one", async (t) => {
    const { repository, client, versions } = await trusting(t);
    const { expires } = repository.signed.root;
    repository.signed.root.expires = instant(NOW - DAY_MS);
    await repository.publish("root");
    await assert.rejects(client.refresh(), refusedAs("expired"));
    assert.deepEqual(versions(), { root: 2 });
    repository.signed.root.expires = expires;
    await repository.publish("root");
    await client.refresh();
    assert.equal(versions().root, 3);
  });

  for (const status of [403, 404]) {
    it(`takes ${status} on the next root for the newest`, async (t) => {
      const { repository, client } = await trusting(t);
      repository.files.set("metadata/2.root.json", (response) => response.writeHead(status).end());
      await client.refresh();
    });
  }

  for (const status of [204, 400, 429, 500, 503]) {
    it(`takes ${status} on the next root for no answer`, async (t) => {
      const { repository, client, versions } = await trusting(t);
      repository.files.set("metadata/2.root.json", (response) => response.writeHead(status).end());
      await assert.rejects(client.refresh(), refusedAs("unreachable"));
      assert.deepEqual(versions(), { root: 1 });
    });
  }

  it("takes a connection dropped in mid-root for no answer", async (t) => {
    const { repository, client, versions } = await trusting(t);
    repository.files.set("metadata/2.root.json", (response) => {
      response.writeHead(200, { "content-length": 1000 });
      response.write("{", () => response.destroy());
    });
    await assert.rejects(client.refresh(), refusedAs("unreachable"));
    assert.deepEqual(versions(), { root: 1 });
  });
});

describe("a body that breaks off, in a browser that takes it for a whole one", () => {
  const short = (/** @type {object} */ headers) => async () => new Response('{"', { headers: { "content-length": "1000", ...headers } });

  it("is no answer", async (t) => {
    const { repository } = await trusting(t);
    const { client } = clientOf(repository, { fetch: short({}) });
    await assert.rejects(client.refresh(), refusedAs("unreachable"));
  });

  it("is judged by its content when it was compressed, for the length is that of the compressed bytes", async (t) => {
    const { repository } = await trusting(t);
    const { client } = clientOf(repository, { fetch: short({ "content-encoding": "gzip" }) });
    await assert.rejects(client.refresh(), refusedAs("bad-metadata"));
  });
});

describe("rollback", () => {
  it("refuses an older timestamp", async (t) => {
    const { repository, client, versions } = await trusting(t);
    const old = repository.files.get("metadata/timestamp.json");
    await repository.publish("timestamp");
    await client.refresh();
    repository.files.set("metadata/timestamp.json", old);
    await assert.rejects(client.refresh(), refusedAs("rollback"));
    assert.equal(versions().timestamp, 2);
  });

  it("refuses a new timestamp that names an older snapshot", async (t) => {
    const { repository, client, versions } = await trusting(t);
    await repository.publish("snapshot", "timestamp");
    await client.refresh();
    repository.signed.snapshot.version = 0;
    await repository.publish("snapshot", "timestamp");
    await assert.rejects(client.refresh(), refusedAs("rollback"));
    assert.deepEqual(versions(), { root: 1, timestamp: 2, snapshot: 2, targets: 1 });
  });

  it("refuses a new snapshot that names older targets", async (t) => {
    const { repository, client, versions } = await trusting(t);
    await repository.publish("targets", "snapshot", "timestamp");
    await client.refresh();
    repository.signed.targets.version = 0;
    await repository.publish("targets", "snapshot", "timestamp");
    await assert.rejects(client.refresh(), refusedAs("rollback"));
    assert.equal(versions().targets, 2);
    assert.equal(versions().snapshot, 2);
  });

  it("refuses a new snapshot that leaves out a file listed before", async (t) => {
    const { repository, client } = await trusting(t);
    repository.signed.snapshot.meta["other.json"] = { version: 1 };
    await repository.publish("snapshot", "timestamp");
    await client.refresh();
    delete repository.signed.snapshot.meta["other.json"];
    await repository.publish("snapshot", "timestamp");
    await assert.rejects(client.refresh(), refusedAs("rollback"));
  });

  it("keeps ruling out older versions after the trusted timestamp has expired", async (t) => {
    const { repository, client, time } = await trusting(t);
    const old = structuredClone(repository.signed.timestamp);
    await repository.publish("timestamp");
    await client.refresh();
    time.now = NOW + 31 * DAY_MS;
    repository.signed.root.expires = instant(NOW + 90 * DAY_MS);
    await repository.publish("root");
    repository.signed.timestamp = { ...old, expires: instant(NOW + 60 * DAY_MS) };
    await repository.republish("timestamp");
    await assert.rejects(client.refresh(), refusedAs("rollback"));
  });
});

describe("fast-forward", () => {
  for (const role of ["timestamp", "snapshot"]) {
    it(`recovers from a ${role} version near the end by new keys`, async (t) => {
      const { repository, client, versions } = await trusting(t);
      repository.signed[role].version = 2 ** 40;
      await repository.publish(...CHAIN[role]);
      await client.refresh();
      repository.setSigners("timestamp", [await newSigner()]);
      repository.setSigners("snapshot", [await newSigner()]);
      Object.assign(repository.signed.timestamp, { version: 0 });
      Object.assign(repository.signed.snapshot, { version: 0 });
      await repository.publish("root", "targets", "snapshot", "timestamp");
      await client.refresh();
      assert.deepEqual(versions(), { root: 2, timestamp: 1, snapshot: 1, targets: 2 });
    });
  }

  it("recovers from a targets version near the end by a new snapshot key alone", async (t) => {
    const { repository, client, versions } = await trusting(t);
    repository.signed.targets.version = 2 ** 40;
    await repository.publish("targets", "snapshot", "timestamp");
    await client.refresh();
    repository.setSigners("snapshot", [await newSigner()]);
    repository.signed.targets.version = 0;
    await repository.publish("root", "targets", "snapshot", "timestamp");
    await client.refresh();
    assert.equal(versions().targets, 1);
  });

  it("recovers although an innocent key signed the false versions too", async (t) => {
    const { repository, client, versions } = await trusting(t);
    const [leaked, innocent] = [await newSigner(), await newSigner()];
    repository.setSigners("timestamp", [leaked, innocent]);
    repository.signed.timestamp.version = 2 ** 40;
    await repository.publish("root", "timestamp");
    await client.refresh();
    repository.setSigners("timestamp", [innocent]);
    repository.signed.timestamp.version = 0;
    await repository.publish("root", "timestamp");
    await client.refresh();
    assert.equal(versions().timestamp, 1);
  });

  it("does not forget versions because a key was added", async (t) => {
    const { repository, client } = await trusting(t);
    await repository.publish("timestamp");
    await client.refresh();
    repository.setSigners("timestamp", [...repository.signers.timestamp, await newSigner()]);
    repository.signed.timestamp.version = 0;
    await repository.publish("root", "timestamp");
    await assert.rejects(client.refresh(), refusedAs("rollback"));
  });
});

describe("freeze", () => {
  for (const role of ["timestamp", "snapshot", "targets"]) {
    it(`refuses a new ${role} that has expired`, async (t) => {
      const { repository, client, versions } = await trusting(t);
      await client.refresh();
      repository.signed[role].expires = instant(NOW);
      await repository.publish(...CHAIN[role]);
      await assert.rejects(client.refresh(), refusedAs("expired"));
      assert.equal(versions()[role], 1);
    });
  }

  it("refuses an unchanged timestamp once it has expired", async (t) => {
    const { repository, client, time } = await trusting(t);
    repository.signed.timestamp.expires = instant(NOW + DAY_MS);
    await repository.publish("timestamp");
    await client.refresh();
    time.now = NOW + DAY_MS - 1;
    await client.refresh();
    time.now = NOW + DAY_MS;
    await assert.rejects(client.refresh(), refusedAs("expired"));
  });

  for (const role of ["snapshot", "targets"]) {
    it(`refuses an unchanged ${role} once it has expired`, async (t) => {
      const { repository, client, time } = await trusting(t);
      repository.signed[role].expires = instant(NOW + DAY_MS);
      await repository.publish(...CHAIN[role]);
      await client.refresh();
      time.now = NOW + DAY_MS;
      await assert.rejects(client.refresh(), refusedAs("expired"));
    });
  }

  it("keeps the trusted timestamp when the same version comes with other content", async (t) => {
    const { repository, client, held } = await trusting(t);
    await client.refresh();
    const before = held.get("timestamp");
    repository.signed.timestamp.meta["snapshot.json"].version = 100;
    await repository.republish("timestamp");
    await client.refresh();
    assert.equal(held.get("timestamp"), before);
  });
});

describe("mix-and-match", () => {
  for (const [role, chain] of [["snapshot", ["timestamp"]], ["targets", ["snapshot", "timestamp"]]]) {
    it(`refuses another signed version of ${role} under the version that is listed`, async (t) => {
      const { repository, client } = await trusting(t);
      repository.hashes = false;
      await repository.publish(...CHAIN[role]);
      const other = await sign({ ...repository.signed[role], version: 9 }, repository.signers[role]);
      repository.put(role, other);
      await repository.publish(...chain);
      repository.put(role, other);
      if (role === "targets") repository.files.set("metadata/2.targets.json", other);
      await assert.rejects(client.refresh(), refusedAs("mix-and-match"));
    });

    it(`refuses ${role} whose hash is not the one that is listed`, async (t) => {
      const { repository, client } = await trusting(t);
      await repository.publish(...CHAIN[role]);
      const bytes = await sign({ ...repository.signed[role], expires: instant(NOW + 31 * DAY_MS) }, repository.signers[role]);
      repository.put(role, bytes);
      await assert.rejects(client.refresh(), refusedAs("bad-hash"));
    });
  }

  for (const [what, info] of [["is shorter than listed", { length: 100_000 }], ["has only hashes that we do not know", { hashes: { md5: "ab".repeat(16) } }]]) {
    it(`refuses a snapshot that ${what}`, async (t) => {
      const { repository, client } = await trusting(t);
      repository.signed.timestamp.meta["snapshot.json"] = { version: 1, ...info };
      await repository.publish("timestamp");
      await assert.rejects(client.refresh(), refusedAs("bad-hash"));
    });
  }

  it("refuses a snapshot that is longer than listed", async (t) => {
    const { repository, client } = await trusting(t);
    await repository.publish("snapshot", "timestamp");
    repository.put("snapshot", Buffer.concat([repository.files.get("metadata/2.snapshot.json"), Buffer.from(" ")]));
    await assert.rejects(client.refresh(), refusedAs("too-large"));
  });
});

describe("endless data and slow retrieval", () => {
  it("cuts an endless body off at the limit", async (t) => {
    const { repository, client, held } = await trusting(t);
    let sent = 0;
    repository.files.set("metadata/timestamp.json", (response) => {
      const chunk = Buffer.alloc(8192, " ");
      const more = () => {
        while (!response.destroyed && response.write(chunk)) sent += chunk.length;
      };
      response.on("drain", more);
      more();
    });
    await assert.rejects(client.refresh(), refusedAs("too-large"));
    assert.ok(sent < 20_000_000, `${sent} bytes`);
    assert.ok(!held.has("timestamp"));
  });

  it("refuses a timestamp of 10 MB", async (t) => {
    const { repository, client } = await trusting(t);
    repository.files.set("metadata/timestamp.json", Buffer.alloc(10_000_000, " "));
    await assert.rejects(client.refresh(), refusedAs("too-large"));
  });

  it("gives up on a server that falls silent in mid-file", async (t) => {
    const { repository } = await trusting(t);
    repository.files.set("metadata/timestamp.json", (response) => response.write("{"));
    const { client } = clientOf(repository, { deadlineMs: 200 });
    await assert.rejects(client.refresh(), refusedAs("unreachable"));
  });

  it("gives up on a server that sends a byte now and then for ever", async (t) => {
    const { repository } = await trusting(t);
    let sent = 0;
    repository.files.set("metadata/timestamp.json", (response) => {
      const timer = setInterval(() => response.write(" ", () => sent++), 10);
      response.on("close", () => clearInterval(timer));
    });
    const { client } = clientOf(repository, { deadlineMs: 300 });
    await assert.rejects(client.refresh(), refusedAs("unreachable"));
    assert.ok(sent > 1, "it did send");
  });

  it("gives up on a server that never answers for the next root", async (t) => {
    const { repository } = await trusting(t);
    repository.files.set("metadata/2.root.json", () => {});
    const { client } = clientOf(repository, { deadlineMs: 200 });
    await assert.rejects(client.refresh(), refusedAs("unreachable"));
  });
});

describe("an interrupted refresh", () => {
  for (const [missing, kept] of [["snapshot", { root: 1, timestamp: 2, snapshot: 1, targets: 1 }], ["targets", { root: 1, timestamp: 2, snapshot: 2, targets: 1 }]]) {
    it(`that broke off before ${missing} heals although the timestamp is unchanged`, async (t) => {
      const { repository, client, versions } = await trusting(t);
      await client.refresh();
      await repository.publish("targets", "snapshot", "timestamp");
      const name = `metadata/2.${missing}.json`;
      const bytes = repository.files.get(name);
      repository.files.set(name, (response) => response.destroy());
      await assert.rejects(client.refresh(), refusedAs("unreachable"));
      assert.deepEqual(versions(), kept);
      repository.files.set(name, bytes);
      await client.refresh();
      assert.deepEqual(versions(), { root: 1, timestamp: 2, snapshot: 2, targets: 2 });
    });
  }

  it("heals from damaged files in the store", async (t) => {
    const { client, held, versions } = await trusting(t);
    await client.refresh();
    held.set("timestamp", new Uint8Array([1, 2, 3]));
    held.set("snapshot", new Uint8Array());
    held.set("targets", held.get("root"));
    await client.refresh();
    assert.deepEqual(versions(), FIRST);
  });

  it("two refreshes at once are one", async (t) => {
    const { repository, client } = await trusting(t);
    await Promise.all([client.refresh(), client.refresh()]);
    assert.equal(repository.requests.length, 4);
  });
});
