/** The client as outside suites drive it, and against metadata that python-tuf made. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { once } from "node:events";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { canonicalJson } from "../../../extension/list/tuf/canonical-json.js";
import { DAY_MS, instant, Repository } from "./repository.js";

const run = promisify(execFile);
const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const CLIENT = here("../tuf-client.mjs");
const PYTHON = process.env.PYTHON ?? here("../../../.venv/bin/python");

/** @param {string[]} args @returns {Promise<number>} exit code */
const client = (...args) => run(CLIENT, args).then(() => 0, (error) => error.code);

/** @param {import("node:test").TestContext} t */
async function folder(t) {
  const directory = await mkdtemp(join(tmpdir(), "tuf-client-"));
  t.after(() => rm(directory, { recursive: true }));
  return directory;
}

/** @param {import("node:test").TestContext} t */
async function initialised(t) {
  const repository = await Repository.create();
  t.after(() => repository.close());
  const directory = await folder(t);
  const [root, held, files] = ["1.root.json", "held", "files"].map((name) => join(directory, name));
  for (const role of Object.keys(repository.signed)) repository.signed[role].expires = instant(Date.now() + DAY_MS);
  repository.signed.root.version = 0;
  await repository.publish("root", "targets", "snapshot", "timestamp");
  await writeFile(root, repository.files.get("metadata/1.root.json"));
  assert.equal(await client("--metadata-dir", held, "init", root), 0);
  assert.deepEqual(repository.requests, []);
  const common = ["--metadata-url", `${repository.metadataUrl}/`, "--metadata-dir", held];
  return {
    repository, held, files,
    refresh: () => client(...common, "refresh"),
    download: (/** @type {string} */ name) =>
      client(...common, "--target-name", name, "--target-base-url", `${repository.url}/targets/`, "--target-dir", files, "download"),
  };
}

describe("the command line of the conformance suite", () => {
  it("refreshes, and keeps the trusted metadata unversioned and byte for byte", async (t) => {
    const { repository, held, refresh } = await initialised(t);
    assert.equal(await refresh(), 0);
    assert.deepEqual((await readdir(held)).sort(), ["root.json", "snapshot.json", "targets.json", "timestamp.json"]);
    assert.deepEqual(await readFile(join(held, "snapshot.json")), repository.files.get("metadata/2.snapshot.json"));
    assert.deepEqual(repository.requests, ["metadata/2.root.json", "metadata/timestamp.json", "metadata/2.snapshot.json", "metadata/2.targets.json"]);
  });

  it("exits with 1 when a refresh fails, and keeps what was trusted", async (t) => {
    const { repository, held, refresh } = await initialised(t);
    await refresh();
    const before = await readFile(join(held, "timestamp.json"));
    repository.signers.timestamp = repository.signers.root;
    await repository.publish("timestamp");
    assert.equal(await refresh(), 1);
    assert.deepEqual(await readFile(join(held, "timestamp.json")), before);
  });

  it("downloads a target once, and again when it has changed", async (t) => {
    const { repository, files, download } = await initialised(t);
    for (const content of ["one", "two"]) {
      repository.addTarget("a/b.txt", content);
      await repository.publish("targets", "snapshot", "timestamp");
      assert.equal(await download("a/b.txt"), 0);
      const names = await readdir(files);
      assert.equal(names.length, 1);
      const path = join(files, /** @type {string} */ (names[0]));
      assert.equal(await readFile(path, "utf8"), content);
      const { mtimeMs } = await stat(path);
      repository.requests.length = 0;
      assert.equal(await download("a/b.txt"), 0);
      assert.ok(!repository.requests.some((name) => name.startsWith("targets/")));
      assert.equal((await stat(path)).mtimeMs, mtimeMs);
    }
  });

  it("writes a target of any name inside its folder", async (t) => {
    const { repository, files, download } = await initialised(t);
    for (const name of ["..", ".", "a/../b"]) repository.addTarget(name, "inside");
    await repository.publish("targets", "snapshot", "timestamp");
    for (const name of ["..", "."]) assert.equal(await download(name), 0);
    await download("a/../b");
    assert.deepEqual((await readdir(files)).filter((name) => !name.startsWith("%2E") && !name.startsWith("a%2F")), []);
    assert.deepEqual((await readdir(join(files, ".."))).sort(), ["1.root.json", "files", "held"]);
  });

  it("exits with 1 for a target that is not there, a wrong content, and a command that is none", async (t) => {
    const { repository, files, refresh, download } = await initialised(t);
    assert.equal(await download("nothing"), 1);
    repository.addTarget("a", "good");
    await repository.publish("targets", "snapshot", "timestamp");
    repository.files.set([...repository.files.keys()].find((name) => name.startsWith("targets/")), Buffer.from("evil"));
    assert.equal(await download("a"), 1);
    assert.ok(!existsSync(files) || (await readdir(files)).length === 0);
    assert.equal(await client("--metadata-dir", files, "dance"), 1);
    assert.equal(await refresh(), 0);
  });
});

describe("metadata made by python-tuf", () => {
  /** @param {import("node:test").TestContext} t */
  async function made(t) {
    const directory = await folder(t);
    const { stdout } = await run(PYTHON, [here("python_repository.py"), directory]);
    const server = createServer((request, response) => {
      const path = decodeURIComponent(/** @type {string} */ (request.url));
      readFile(join(directory, path)).then((bytes) => response.end(bytes), () => response.writeHead(404).end());
    }).listen(0, "127.0.0.1");
    t.after(() => server.close());
    await once(server, "listening");
    const url = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}`;
    return { directory, url, lines: stdout.trim().split("\n").map((line) => JSON.parse(line)) };
  }

  it("is verified: three schemes, unknown fields, hashes, a delegation", async (t) => {
    const { directory, url } = await made(t);
    const [held, files] = [join(directory, "held"), join(directory, "files")];
    assert.equal(await client("--metadata-dir", held, "init", join(directory, "metadata/1.root.json")), 0);
    for (const name of ["list/sites-v1.json", "below/one.txt"]) {
      const args = ["--metadata-url", `${url}/metadata`, "--metadata-dir", held, "--target-name", name];
      assert.equal(await client(...args, "--target-base-url", `${url}/targets`, "--target-dir", files, "download"), 0);
    }
    assert.equal((await readdir(files)).length, 2);
    assert.deepEqual(await readFile(join(held, "root.json")), await readFile(join(directory, "metadata/2.root.json")));
  });

  it("has the same canonical form here", async (t) => {
    const { lines } = await made(t);
    assert.equal(lines.length, 3);
    for (const { value, canonical } of lines) assert.equal(Buffer.from(canonicalJson(value)).toString(), canonical);
  });
});
