/** A repository over real HTTP on loopback that a test bends as an attacker would. */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { canonicalJson } from "../../../extension/list/tuf/canonical-json.js";
import { newSigner } from "./signers.js";

export const DAY_MS = 86_400_000;
/** The tests' present: no test depends on the day on which it runs. */
export const NOW = Date.UTC(2030, 0, 1);
const LISTED = new Set(["root", "timestamp"]);

/** @param {number} ms */
export const instant = (ms) => `${new Date(ms).toISOString().slice(0, 19)}Z`;

export class Repository {
  /** Signed objects by role: a test changes them, then publishes. */
  signed = Object.create(null);
  /** Signers by role. */
  signers = Object.create(null);
  /** What the server has, by path: bytes, or a function that answers on its own. */
  files = new Map();
  /** Paths asked for, in order. */
  requests = [];
  /** Whether snapshot and timestamp list hashes and lengths. */
  hashes = true;

  /** @param {{ schemes?: Record<string, string> }} [options] signature scheme by role */
  static async create({ schemes = {} } = {}) {
    const repository = new Repository();
    await repository.#start();
    const expires = instant(NOW + 30 * DAY_MS);
    const common = { spec_version: "1.0.34", version: 0, expires };
    Object.assign(repository.signed, {
      root: { _type: "root", ...common, consistent_snapshot: true, keys: {}, roles: {} },
      targets: { _type: "targets", ...common, targets: {} },
      snapshot: { _type: "snapshot", ...common, meta: {} },
      timestamp: { _type: "timestamp", ...common, meta: {} },
    });
    for (const role of Object.keys(repository.signed)) {
      repository.setSigners(role, [await newSigner(schemes[role])]);
    }
    await repository.publish("root", "targets", "snapshot", "timestamp");
    return repository;
  }

  async #start() {
    this.server = createServer((request, response) => this.#answer(request, response)).listen(0, "127.0.0.1");
    await once(this.server, "listening");
    this.url = `http://127.0.0.1:${this.server.address().port}`;
    this.metadataUrl = `${this.url}/metadata`;
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }

  #answer(request, response) {
    const path = request.url.slice(1);
    this.requests.push(path);
    const file = this.files.get(path);
    if (typeof file === "function") return file(response, request);
    if (file === undefined) return response.writeHead(404).end();
    return response.end(file);
  }

  /** The keys and threshold of a top-level role in the next root. */
  setSigners(role, signers, threshold = 1) {
    this.signers[role] = signers;
    for (const { keyid, key } of signers) this.signed.root.keys[keyid] = key;
    this.signed.root.roles[role] = { keyids: signers.map(({ keyid }) => keyid), threshold };
  }

  /** One more version of each role, in the given order; snapshot and timestamp learn of what changed. */
  async publish(...roles) {
    for (const role of roles) {
      this.signed[role].version++;
      await this.republish(role);
    }
  }

  /** The role as it stands, without a new version. */
  async republish(role, signers = this.signers[role]) {
    const bytes = await sign(this.signed[role], signers);
    this.put(role, bytes);
    if (!LISTED.has(role)) this.#list(role, bytes);
    return bytes;
  }

  /** Serves bytes as a role's metadata under its current version. */
  put(role, bytes) {
    const { version } = this.signed[role];
    this.files.set(`metadata/${this.#isVersioned(role) ? `${version}.` : ""}${encodeURIComponent(role)}.json`, bytes);
  }

  #isVersioned(role) {
    return role === "root" || (role !== "timestamp" && this.signed.root.consistent_snapshot);
  }

  #list(role, bytes) {
    const above = role === "snapshot" ? "timestamp" : "snapshot";
    const info = this.hashes ? { length: bytes.length, hashes: { sha256: sha256(bytes) } } : {};
    this.signed[above].meta[`${role}.json`] = { version: this.signed[role].version, ...info };
  }

  addTarget(path, content, role = "targets") {
    const bytes = Buffer.from(content);
    const hash = sha256(bytes);
    this.signed[role].targets[path] = { length: bytes.length, hashes: { sha256: hash } };
    const at = path.lastIndexOf("/") + 1;
    this.files.set(`targets/${path.slice(0, at)}${hash}.${path.slice(at)}`, bytes);
  }

  /** A role to which `parent` delegates; `terms` are `paths` or `path_hash_prefixes` and `terminating`. */
  async delegate(parent, name, terms) {
    const signer = await newSigner();
    const delegations = (this.signed[parent].delegations ??= { keys: {}, roles: [] });
    delegations.keys[signer.keyid] = signer.key;
    delegations.roles.push({ name, keyids: [signer.keyid], threshold: 1, terminating: false, ...terms });
    this.signers[name] ??= [];
    this.signers[name].push(signer);
    this.signed[name] ??= { ...structuredClone(this.signed.targets), version: 0, targets: {}, delegations: undefined };
  }
}

/** @param {object} signed @param {{ keyid: string, sign: Function }[]} signers */
export async function sign(signed, signers) {
  const plain = JSON.parse(JSON.stringify(signed));
  const message = canonicalJson(plain);
  const signatures = await Promise.all(signers.map(async ({ keyid, sign: by }) => ({ keyid, sig: await by(message) })));
  return Buffer.from(JSON.stringify({ signatures, signed: plain }, null, 1));
}

/** @param {Uint8Array} bytes */
export const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
