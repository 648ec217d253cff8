import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { matchesPattern } from "../../../extension/list/tuf/delegations.js";
import { refusedAs, trusting } from "./holder.js";
import { DAY_MS, instant, NOW, sha256 } from "./repository.js";

/** @param {Awaited<ReturnType<typeof trusting>>} holder @param {string} path */
async function download({ repository, client }, path) {
  const trusted = await client.refresh();
  const info = await client.find(trusted, path);
  return Buffer.from(await client.fetch(trusted, path, info, `${repository.url}/targets`)).toString();
}

describe("a target", () => {
  /** @param {import("node:test").TestContext} t */
  async function holding(t) {
    const holder = await trusting(t);
    holder.repository.addTarget("list/a.json", "content");
    await holder.repository.publish("targets", "snapshot", "timestamp");
    return holder;
  }
  const file = (/** @type {any} */ repository) => [...repository.files.keys()].find((name) => name.startsWith("targets/"));

  it("is downloaded under its hash", async (t) => {
    const holder = await holding(t);
    assert.equal(await download(holder, "list/a.json"), "content");
    assert.equal(holder.repository.requests.at(-1), `targets/list/${sha256(Buffer.from("content"))}.a.json`);
  });

  it("is refused when no role describes it", async (t) => {
    const holder = await holding(t);
    for (const path of ["list/b.json", "__proto__", "constructor", ""]) {
      await assert.rejects(download(holder, path), refusedAs("no-target"));
    }
  });

  it("is refused with another content of the same length", async (t) => {
    const holder = await holding(t);
    holder.repository.files.set(file(holder.repository), Buffer.from("CONTENT"));
    await assert.rejects(download(holder, "list/a.json"), refusedAs("bad-hash"));
  });

  it("is refused when it is shorter", async (t) => {
    const holder = await holding(t);
    holder.repository.files.set(file(holder.repository), Buffer.from("conten"));
    await assert.rejects(download(holder, "list/a.json"), refusedAs("bad-hash"));
  });

  it("is cut off when it is longer", async (t) => {
    const holder = await holding(t);
    holder.repository.files.set(file(holder.repository), Buffer.from("content and more"));
    await assert.rejects(download(holder, "list/a.json"), refusedAs("too-large"));
  });

  it("is refused when only hashes of unknown algorithms vouch for it", async (t) => {
    const holder = await holding(t);
    holder.repository.signed.targets.targets["list/a.json"].hashes = { md5: "ab".repeat(16) };
    await holder.repository.publish("targets", "snapshot", "timestamp");
    await assert.rejects(download(holder, "list/a.json"), refusedAs("bad-hash"));
  });

  it("may be called __proto__", async (t) => {
    const holder = await trusting(t);
    const bytes = Buffer.from("named");
    Object.defineProperty(holder.repository.signed.targets.targets, "__proto__", {
      value: { length: 5, hashes: { sha256: sha256(bytes) } }, enumerable: true, configurable: true, writable: true,
    });
    holder.repository.files.set(`targets/${sha256(bytes)}.__proto__`, bytes);
    await holder.repository.publish("targets", "snapshot", "timestamp");
    assert.equal(await download(holder, "__proto__"), "named");
  });
});

describe("path patterns", () => {
  const cases = [
    ["*", "a", true], ["*", "", true], ["*", "a/b", false], ["a/*", "a/b", true], ["a/*", "a/b/c", false], ["*.md", "x.md", true],
    ["*.md", "x.mdx", false], ["a?c", "abc", true], ["a?c", "a/c", false], ["a?c", "ac", false], ["a*b*c", "axxbyyc", true],
    ["a*b*c", "axxbyy", false], ["r/*/*.zip", "r/x/y.zip", true], ["**", "a", true], ["a", "a", true], ["a", "A", false],
    ["a.b", "axb", false], ["(a|b)", "a", false],
  ];
  for (const [pattern, path, expected] of cases) {
    it(`${pattern} ${expected ? "covers" : "does not cover"} ${path}`, () => {
      assert.equal(matchesPattern(/** @type {string} */ (pattern), /** @type {string} */ (path)), expected);
    });
  }

  it("take no exponential time", () => {
    const started = performance.now();
    assert.equal(matchesPattern(`${"*a".repeat(200)}b`, "a".repeat(5000)), false);
    assert.ok(performance.now() - started < 1000);
  });
});

describe("delegations", () => {
  const ALL = { paths: ["*"] };

  /**
   * @param {import("node:test").TestContext} t
   * @param {[parent: string, name: string, terms: object][]} graph
   */
  async function delegating(t, graph) {
    const holder = await trusting(t);
    for (const [parent, name, terms] of graph) await holder.repository.delegate(parent, name, terms);
    return { ...holder, names: [...new Set(graph.map(([, name]) => name))].reverse() };
  }

  /** Publishes and looks for a target; says which delegated roles were asked for, in order. */
  async function visited(holder, path) {
    const { repository, client, names } = holder;
    await repository.publish(...names, "targets", "snapshot", "timestamp");
    const trusted = await client.refresh();
    repository.requests.length = 0;
    const found = await client.find(trusted, path).then(() => true, (error) => refusedAs("no-target")(error) && false);
    return { found, roles: repository.requests.map((name) => decodeURIComponent(name.split(".").slice(1, -1).join("."))) };
  }

  /** @type {Record<string, { graph: [string, string, object][], roles: string[] }>} */
  const GRAPHS = {
    "in order of appearance": { graph: [["targets", "A", ALL], ["targets", "B", ALL]], roles: ["A", "B"] },
    "depth first": { graph: [["targets", "A", ALL], ["targets", "B", ALL], ["A", "C", ALL], ["A", "D", ALL]], roles: ["A", "C", "D", "B"] },
    "no further than a terminating one and those below it": {
      graph: [["targets", "A", ALL], ["targets", "B", ALL], ["A", "C", { ...ALL, terminating: true }], ["A", "D", ALL], ["C", "E", ALL]],
      roles: ["A", "C", "E"],
    },
    "not into a terminating one that does not cover the path": {
      graph: [["targets", "A", { paths: ["*.zip"], terminating: true }], ["targets", "B", ALL]],
      roles: ["B"],
    },
    "not below a role that does not cover the path": { graph: [["targets", "A", { paths: ["*.zip"] }], ["A", "C", ALL], ["targets", "B", ALL]], roles: ["B"] },
    "each role once, in a circle": { graph: [["targets", "A", ALL], ["A", "B", ALL], ["B", "A", ALL]], roles: ["A", "B"] },
    "by hashed prefixes": {
      graph: [
        ["targets", "A", { path_hash_prefixes: [sha256(Buffer.from("missing")).slice(0, 4)] }],
        ["targets", "B", { path_hash_prefixes: [sha256(Buffer.from("other")).slice(0, 4)] }],
      ],
      roles: ["A"],
    },
  };
  for (const [name, { graph, roles }] of Object.entries(GRAPHS)) {
    it(`are searched ${name}`, async (t) => {
      assert.deepEqual(await visited(await delegating(t, graph), "missing"), { found: false, roles });
    });
  }

  it("end at the first role that has the target", async (t) => {
    const holder = await delegating(t, [["targets", "A", ALL], ["A", "C", ALL], ["targets", "B", ALL]]);
    holder.repository.addTarget("a", "by C", "C");
    assert.deepEqual(await visited(holder, "a"), { found: true, roles: ["A", "C"] });
    assert.equal(await download(holder, "a"), "by C");
  });

  it("give no trust beyond the delegated paths, however deep", async (t) => {
    const holder = await delegating(t, [["targets", "A", { paths: ["a/*"] }], ["A", "C", { paths: ["*/*"] }]]);
    holder.repository.addTarget("b/x", "stolen", "C");
    assert.deepEqual(await visited(holder, "b/x"), { found: false, roles: [] });
  });

  it("end when many roles were visited", async (t) => {
    const chain = Array.from({ length: 40 }, (_, i) => /** @type {[string, string, object]} */ ([i ? `R${i - 1}` : "targets", `R${i}`, ALL]));
    assert.equal((await visited(await delegating(t, chain), "missing")).roles.length, 32);
  });

  for (const odd of ["?", "#", "/x", "../x", "a b", "é", "__proto__"]) {
    it(`ask for a role called ${odd} by one escaped name`, async (t) => {
      assert.deepEqual(await visited(await delegating(t, [["targets", odd, ALL]]), "missing"), { found: false, roles: [odd] });
    });
  }

  const ATTACKS = {
    "bad-signature": ({ signers }) => (signers.A = signers.root),
    expired: ({ signed }) => (signed.A.expires = instant(NOW - DAY_MS)),
  };
  for (const [code, attack] of Object.entries(ATTACKS)) {
    it(`refuse a delegated role: ${code}`, async (t) => {
      const { repository, client, held } = await delegating(t, [["targets", "A", ALL]]);
      repository.addTarget("a", "by A", "A");
      attack(/** @type {any} */ (repository));
      await repository.publish("A", "targets", "snapshot", "timestamp");
      const trusted = await client.refresh();
      await assert.rejects(client.find(trusted, "a"), refusedAs(code));
      assert.ok(!held.has("A"));
    });
  }

  it("refuse a delegated role that the snapshot does not list", async (t) => {
    const { repository, client } = await delegating(t, [["targets", "A", ALL]]);
    await repository.publish("targets", "snapshot", "timestamp");
    await assert.rejects(client.find(await client.refresh(), "a"), refusedAs("bad-metadata"));
  });
});
