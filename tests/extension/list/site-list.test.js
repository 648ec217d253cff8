import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { browserWith, bundle, covered, listOf, PATH, publishing, publishList, site } from "./list-server.js";
import { DAY_MS, instant, NOW } from "./repository.js";
import { newSigner } from "./signers.js";

const HOSTS = ["first.example", "second.example", "third.example"];
const SECOND = listOf([site("second.example")]);
const THIRD = listOf([site("third.example")]);

describe("the list at first start", () => {
  it("is the bundled one, without a request or a write", async (t) => {
    const repository = await publishing(t);
    const browser = browserWith(repository);
    const list = browser.wake();
    assert.deepEqual(covered(await list.load(), HOSTS), ["first.example"]);
    assert.deepEqual(list.status(), {
      version: 2, entries: 1, expires: instant(NOW + 30 * DAY_MS), source: "bundled", state: "current", reason: "", checkedAt: null,
    });
    assert.deepEqual([repository.requests, browser.area.writes], [[], []]);
  });

  it("is never an empty one: a damaged package is an error", async (t) => {
    const browser = browserWith(await publishing(t));
    browser.bundled.set("trust/list.gz", new Uint8Array([1, 2, 3]));
    await assert.rejects(browser.wake().load());
    assert.throws(() => browser.wake().matcher);
    assert.equal((await browser.wake().check()).entries, 0);
  });

  it("is refused when it is not the list that the metadata names", async (t) => {
    const repository = await publishing(t);
    const browser = browserWith(repository);
    await publishList(repository, SECOND);
    browser.bundled.set("trust/list.gz", /** @type {Uint8Array} */ (bundle(repository).get("trust/list.gz")));
    await assert.rejects(browser.wake().load());
  });
});

describe("a check", () => {
  it("takes the new list into use, says so, and keeps it for the next worker", async (t) => {
    const repository = await publishing(t);
    const browser = browserWith(repository);
    const list = browser.wake();
    await list.load();
    let changes = 0;
    list.onChange(() => changes++);
    await publishList(repository, SECOND);
    const status = await list.check();
    assert.deepEqual([status.state, status.source, status.version, status.checkedAt], ["current", "updated", 3, NOW]);
    assert.deepEqual(covered(list.matcher, HOSTS), ["second.example"]);
    assert.equal(changes, 1);
    const woken = browser.wake();
    assert.deepEqual(covered(await woken.load(), HOSTS), ["second.example"]);
    assert.deepEqual(woken.status(), status);
  });

  it("loads by itself when nobody has", async (t) => {
    const repository = await publishing(t);
    const list = browserWith(repository).wake();
    assert.equal((await list.check()).entries, 1);
  });

  it("writes list, metadata and index in one", async (t) => {
    const repository = await publishing(t);
    const browser = browserWith(repository);
    await publishList(repository, SECOND);
    await browser.wake().check();
    assert.deepEqual(browser.area.writes, [["listCheck", "list", "listIndex"]]);
  });

  it("of an unchanged repository asks twice, for less than a kilobyte, and writes nothing but an index that was missing", async (t) => {
    const repository = await publishing(t);
    const browser = browserWith(repository);
    const list = browser.wake();
    await list.check();
    assert.deepEqual(repository.requests, ["metadata/2.root.json", "metadata/timestamp.json"]);
    assert.ok(repository.files.get("metadata/timestamp.json").length < 1024);
    await list.check();
    await browser.wake().check();
    assert.deepEqual(browser.area.writes, [["listCheck", "listIndex"], ["listCheck"], ["listCheck"]]);
  });

  it("of a renewed timestamp does not download the list again", async (t) => {
    const repository = await publishing(t);
    const list = browserWith(repository).wake();
    repository.signed.timestamp.expires = instant(NOW + 40 * DAY_MS);
    await repository.publish("snapshot", "timestamp");
    const status = await list.check();
    assert.equal(status.expires, instant(NOW + 40 * DAY_MS));
    assert.ok(!repository.requests.some((name) => name.startsWith("targets/")));
  });

  it("sends no cookie and no referrer, follows no redirect, reads no cache", async (t) => {
    const repository = await publishing(t);
    const browser = browserWith(repository);
    await publishList(repository, SECOND);
    await browser.wake().check();
    assert.equal(browser.requests.length, 5);
    for (const { signal, ...options } of browser.requests) {
      assert.ok(signal instanceof AbortSignal);
      assert.deepEqual(options, { credentials: "omit", cache: "no-store", redirect: "error", referrerPolicy: "no-referrer" });
    }
  });

  it("does not follow a redirect", async (t) => {
    const repository = await publishing(t);
    const list = browserWith(repository).wake();
    repository.files.set("metadata/timestamp.json", (response) => response.writeHead(302, { location: "/metadata/1.root.json" }).end());
    assert.equal((await list.check()).state, "unreachable");
    assert.ok(!repository.requests.includes("metadata/1.root.json"));
  });

  it("called twice at once is one", async (t) => {
    const repository = await publishing(t);
    const browser = browserWith(repository);
    const list = browser.wake();
    const [a, b] = await Promise.all([list.check(), list.check()]);
    assert.deepEqual(a, b);
    assert.equal(repository.requests.length, 2);
    assert.equal(browser.area.writes.length, 1);
    await list.check();
    assert.equal(repository.requests.length, 4);
  });
});

describe("what does not verify is refused and the last good list keeps protecting", () => {
  /** @type {Record<string, (repository: any) => Promise<unknown> | unknown>} */
  const ATTACKS = {
    "bad-signature": async (repository) => {
      repository.signers.timestamp = [await newSigner()];
      await publishList(repository, THIRD);
    },
    rollback: async (repository) => {
      repository.signed.timestamp.version = 1;
      await repository.republish("timestamp");
    },
    expired: async (repository) => {
      repository.signed.timestamp.expires = instant(NOW - DAY_MS);
      await publishList(repository, THIRD);
    },
    "bad-hash": async (repository) => {
      await publishList(repository, THIRD);
      const { sha256 } = repository.signed.targets.targets[PATH].hashes;
      repository.files.set(`targets/list/${sha256}.sites-v1.json`, Buffer.from(THIRD.replace("third", "other")));
    },
    "too-large": (repository) => repository.files.set("metadata/timestamp.json", Buffer.alloc(20_000, " ")),
    "bad-metadata": (repository) => repository.files.set("metadata/timestamp.json", Buffer.from([0xff])),
    "mix-and-match": async (repository) => {
      repository.hashes = false;
      await publishList(repository, THIRD);
      repository.signed.targets.version = 9;
      const [bytes, version] = [await repository.republish("targets"), 4];
      repository.files.set(`metadata/${version}.targets.json`, bytes);
    },
    "no-target": async (repository) => {
      repository.signed.targets.targets = {};
      await repository.publish("targets", "snapshot", "timestamp");
    },
    "bad-list": (repository) => publishList(repository, listOf([site("com")])),
  };
  for (const [reason, attack] of Object.entries(ATTACKS)) {
    it(reason, async (t) => {
      const repository = await publishing(t);
      const browser = browserWith(repository);
      const list = browser.wake();
      await publishList(repository, SECOND);
      await list.check();
      assert.equal(list.status().state, "current");
      await attack(repository);
      const status = await list.check();
      assert.deepEqual([status.state, status.reason, status.version, status.entries], ["refused", reason, 3, 1]);
      assert.deepEqual(covered(list.matcher, HOSTS), ["second.example"]);
      const woken = browser.wake();
      assert.deepEqual(covered(await woken.load(), HOSTS), ["second.example"]);
      assert.deepEqual(woken.status(), status);
    });
  }

  it("a removal that is not signed as a mass removal", async (t) => {
    const repository = await publishing(t);
    const list = browserWith(repository).wake();
    await publishList(repository, SECOND, { isMarked: false });
    assert.equal((await list.check()).reason, "bad-list");
    assert.deepEqual(covered(list.matcher, HOSTS), ["first.example"]);
    await publishList(repository, SECOND);
    assert.equal((await list.check()).state, "current");
    assert.deepEqual(covered(list.matcher, HOSTS), ["second.example"]);
  });

  it("and a good list afterwards is taken", async (t) => {
    const repository = await publishing(t);
    const list = browserWith(repository).wake();
    await publishList(repository, listOf([site("com")]));
    assert.equal((await list.check()).reason, "bad-list");
    await publishList(repository, SECOND);
    assert.equal((await list.check()).state, "current");
    assert.deepEqual(covered(list.matcher, HOSTS), ["second.example"]);
  });

  it("a list that only a delegated role names", async (t) => {
    const repository = await publishing(t);
    const list = browserWith(repository).wake();
    await repository.delegate("targets", "A", { paths: ["list/*"] });
    repository.signed.targets.targets = {};
    repository.addTarget(PATH, THIRD, "A");
    await repository.publish("A", "targets", "snapshot", "timestamp");
    assert.equal((await list.check()).reason, "no-target");
    assert.deepEqual(covered(list.matcher, HOSTS), ["first.example"]);
  });
});

describe("no answer", () => {
  it("is no refusal", async (t) => {
    const repository = await publishing(t);
    const browser = browserWith(repository);
    repository.close();
    const status = await browser.wake().check();
    assert.deepEqual([status.state, status.reason, status.checkedAt, status.entries], ["unreachable", "", NOW, 1]);
  });

  it("to where the repository is keeps the list, too", async (t) => {
    const browser = browserWith(await publishing(t));
    const list = browser.wake({ repositoryUrl: () => Promise.reject(new Error("unreadable")) });
    const status = await list.check();
    assert.deepEqual([status.state, status.reason, status.entries], ["refused", "internal", 1]);
  });

  it("is said to be stale once the list has expired", async (t) => {
    const repository = await publishing(t);
    const browser = browserWith(repository);
    const list = browser.wake();
    await list.load();
    browser.now = NOW + 31 * DAY_MS;
    assert.equal(list.status().state, "stale");
    repository.close();
    assert.equal((await list.check()).state, "stale");
    assert.deepEqual(covered(list.matcher, HOSTS), ["first.example"]);
  });
});

describe("what was seen once rules out older versions, though the check failed", () => {
  it("a timestamp whose list could not be had", async (t) => {
    const repository = await publishing(t);
    const browser = browserWith(repository);
    const old = repository.files.get("metadata/timestamp.json");
    await publishList(repository, SECOND);
    const name = "metadata/3.targets.json";
    const bytes = repository.files.get(name);
    repository.files.set(name, (response) => response.destroy());
    assert.equal((await browser.wake().check()).state, "unreachable");
    const recent = repository.files.get("metadata/timestamp.json");
    repository.files.set("metadata/timestamp.json", old);
    assert.equal((await browser.wake().check()).reason, "rollback");
    repository.files.set("metadata/timestamp.json", recent);
    repository.files.set(name, bytes);
    const list = browser.wake();
    assert.equal((await list.check()).state, "current");
    assert.deepEqual(covered(list.matcher, HOSTS), ["second.example"]);
  });

  it("a new root, though what follows has expired", async (t) => {
    const repository = await publishing(t);
    const browser = browserWith(repository);
    const [before] = repository.signers.root;
    const after = await newSigner();
    repository.setSigners("root", [after]);
    repository.signers.root = [before, after];
    repository.setSigners("timestamp", [await newSigner()]);
    await repository.publish("root");
    const list = browser.wake();
    assert.equal((await list.check()).reason, "bad-signature");
    assert.deepEqual(covered(await browser.wake().load(), HOSTS), ["first.example"]);
    await repository.publish("timestamp");
    repository.requests.length = 0;
    assert.equal((await browser.wake().check()).state, "current");
    assert.equal(repository.requests[0], "metadata/3.root.json");
  });
});

describe("storage", () => {
  /** @param {import("node:test").TestContext} t */
  async function updated(t) {
    const repository = await publishing(t);
    const browser = browserWith(repository);
    await publishList(repository, SECOND);
    await browser.wake().check();
    assert.deepEqual(covered(await browser.wake().load(), HOSTS), ["second.example"]);
    return { repository, browser };
  }

  it("holds no readable host, path or search term", async (t) => {
    const { browser } = await updated(t);
    const text = [...browser.area.held.values()].join("");
    assert.ok(text.length > 500);
    for (const word of ["second", "example", "sites-v1", "hosts"]) assert.ok(!text.includes(word), word);
    assert.ok(!Buffer.from(text, "base64").includes("second"));
  });

  const DAMAGE = {
    "cut off": (held) => ({ ...held, list: held.list.slice(0, 40) }),
    "of another list": (held) => ({ ...held, list: held.metadata[0][1] }),
    "without its targets": (held) => ({ ...held, metadata: held.metadata.filter(([role]) => role !== "targets") }),
    "without its root": (held) => ({ ...held, metadata: held.metadata.filter(([role]) => role !== "root") }),
    "of another kind": () => "text",
    "empty": () => ({}),
    "null": () => null,
  };
  for (const [name, damage] of Object.entries(DAMAGE)) {
    it(`${name} gives way to the bundled list, and the next check heals it`, async (t) => {
      const { browser } = await updated(t);
      await browser.area.set({ list: damage((await browser.area.get(["list"])).list) });
      assert.deepEqual(covered(await browser.wake().load(), HOSTS), ["second.example"], "its index is whole");
      await browser.area.remove(["listIndex"]);
      const list = browser.wake();
      assert.deepEqual(covered(await list.load(), HOSTS), ["first.example"]);
      await list.check();
      assert.deepEqual(covered(await browser.wake().load(), HOSTS), ["second.example"]);
    });
  }

  it("is enough when the package is damaged", async (t) => {
    const { browser } = await updated(t);
    browser.bundled.clear();
    assert.deepEqual(covered(await browser.wake().load(), HOSTS), ["second.example"]);
  });

  it("that refuses the write leaves the list before in use, and says so", async (t) => {
    const repository = await publishing(t);
    const browser = browserWith(repository);
    await publishList(repository, SECOND);
    browser.area.failure = new Error("full");
    const list = browser.wake();
    const status = await list.check();
    assert.deepEqual([status.state, status.reason], ["refused", "not-stored"]);
    assert.deepEqual(covered(list.matcher, HOSTS), ["first.example"]);
  });

  it("that cannot be read is an error of load, not an empty list", async (t) => {
    const browser = browserWith(await publishing(t));
    browser.area.get = () => Promise.reject(new Error("unreadable"));
    await assert.rejects(browser.wake().load(), /unreadable/);
  });
});

describe("an update of the extension", () => {
  it("with a newer list wins over the stored one", async (t) => {
    const repository = await publishing(t);
    const browser = browserWith(repository);
    await publishList(repository, SECOND);
    await browser.wake().check();
    await publishList(repository, THIRD);
    browser.bundled = bundle(repository);
    const list = browser.wake();
    assert.deepEqual(covered(await list.load(), HOSTS), ["third.example"]);
    assert.equal(list.status().source, "bundled");
  });

  it("with an older list does not", async (t) => {
    const repository = await publishing(t);
    const browser = browserWith(repository);
    await publishList(repository, SECOND);
    await browser.wake().check();
    assert.deepEqual(covered(await browser.wake().load(), HOSTS), ["second.example"]);
  });

  it("with a newer root wins over whatever version a leaked key has signed", async (t) => {
    const repository = await publishing(t);
    const browser = browserWith(repository);
    repository.signed.targets.version = 2 ** 40;
    await publishList(repository, SECOND);
    await browser.wake().check();
    repository.setSigners("snapshot", [await newSigner()]);
    repository.setSigners("targets", [await newSigner()]);
    repository.signed.targets.version = 5;
    await repository.publish("root");
    await publishList(repository, THIRD);
    browser.bundled = bundle(repository);
    const list = browser.wake();
    assert.deepEqual(covered(await list.load(), HOSTS), ["third.example"]);
    assert.equal((await list.check()).state, "current");
  });
});
