/** Metadata files as section 4 of the specification (1.0.34) describes them: bytes in, checked shape out. */
import { BadMetadataError } from "./errors.js";
import { array, dateTime, distinctStrings, expect, hashes, integer, object, string } from "./shapes.js";
import { parseStrictJson } from "./strict-json.js";

/** @typedef {import("./strict-json.js").Json} Json */
/** @typedef {import("./hashes.js").FileInfo} FileInfo */
/** @typedef {{ keyid: string, sig: string }} Signature */
/** @typedef {{ keytype: string, scheme: string, public: string }} Key */
/** @typedef {{ keyids: string[], threshold: number }} Role */
/** @typedef {Role & { name: string, terminating: boolean, paths?: string[], pathHashPrefixes?: string[] }} DelegatedRole */
/** @typedef {{ keys: Map<string, Key>, roles: DelegatedRole[] }} Delegations */
/** @typedef {FileInfo & { version: number }} MetaFile */
/** @typedef {FileInfo & { length: number, hashes: Record<string, string>, custom?: Json }} TargetFile */
/**
 * What every role's metadata has. `signed` is the whole signed object, unknown fields included: signatures cover it.
 * @typedef {object} Common
 * @property {Uint8Array<ArrayBuffer>} bytes as received
 * @property {Signature[]} signatures
 * @property {Json} signed
 * @property {number} version
 * @property {string} expires
 */
/** @typedef {Common & { consistentSnapshot: boolean, keys: Map<string, Key>, roles: Map<string, Role> }} Root */
/** @typedef {Common & { snapshot: MetaFile }} Timestamp */
/** @typedef {Common & { meta: Map<string, MetaFile> }} Snapshot */
/** @typedef {Common & { targets: Map<string, TargetFile>, delegations: Delegations | null }} Targets */

export const TOP_LEVEL_ROLES = Object.freeze(["root", "timestamp", "snapshot", "targets"]);

/**
 * Section 4.3.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Root}
 */
export function parseRoot(bytes) {
  const { common, body } = open(bytes, "root");
  const listed = object(body.roles, "roles");
  const roles = new Map(TOP_LEVEL_ROLES.map((name) => [name, role(object(listed[name], `the role ${name}`))]));
  const consistent = body.consistent_snapshot ?? false;
  expect(typeof consistent === "boolean", "consistent_snapshot to be a boolean");
  return { ...common, consistentSnapshot: consistent, keys: keys(body.keys), roles };
}

/**
 * Section 4.6.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Timestamp}
 */
export function parseTimestamp(bytes) {
  const { common, body } = open(bytes, "timestamp");
  return { ...common, snapshot: metaFile(object(body.meta, "meta")["snapshot.json"]) };
}

/**
 * Section 4.4.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Snapshot}
 */
export function parseSnapshot(bytes) {
  const { common, body } = open(bytes, "snapshot");
  return { ...common, meta: new Map(Object.entries(object(body.meta, "meta")).map(([name, info]) => [name, metaFile(info)])) };
}

/**
 * Section 4.5.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Targets}
 */
export function parseTargets(bytes) {
  const { common, body } = open(bytes, "targets");
  const targets = new Map(Object.entries(object(body.targets, "targets")).map(([path, info]) => [path, targetFile(info)]));
  return { ...common, targets, delegations: body.delegations === undefined ? null : delegations(body.delegations) };
}

/**
 * The envelope (section 4.2) and what all roles share (section 4.3).
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} type
 */
function open(bytes, type) {
  const envelope = object(parseStrictJson(bytes), "metadata");
  const body = object(envelope.signed, "signed");
  expect(body._type === type, `_type to be ${type}`);
  checkSpecVersion(string(body.spec_version, "spec_version"));
  const signatures = array(envelope.signatures, "signatures").map((entry) => {
    const { keyid, sig } = object(entry, "each signature");
    return { keyid: string(keyid, "keyid"), sig: string(sig, "sig") };
  });
  distinctStrings(signatures.map(({ keyid }) => keyid), "the keyids of signatures");
  const version = integer(body.version, "version");
  return { body, common: { bytes, signatures, signed: body, version, expires: dateTime(body.expires, "expires") } };
}

/**
 * SPEC_VERSION of section 4.3: the same major version is compatible.
 * @param {string} version
 */
function checkSpecVersion(version) {
  if (!/^1\.\d+(?:\.\d+)?$/.test(version)) throw new BadMetadataError("a spec_version that is not 1.x.y");
}

/** @param {Json | undefined} value */
function keys(value) {
  /** @type {Map<string, Key>} */
  const found = new Map();
  for (const [keyid, entry] of Object.entries(object(value, "keys"))) {
    const key = object(entry, "each key");
    const keyval = object(key.keyval, "keyval");
    found.set(keyid, {
      keytype: string(key.keytype, "keytype"),
      scheme: string(key.scheme, "scheme"),
      public: string(keyval.public, "public"),
    });
  }
  return found;
}

/**
 * @param {{ [name: string]: Json }} value
 * @returns {Role}
 */
function role(value) {
  return { keyids: distinctStrings(value.keyids, "keyids"), threshold: integer(value.threshold, "threshold") };
}

/**
 * @param {Json} value
 * @returns {Delegations}
 */
function delegations(value) {
  const body = object(value, "delegations");
  const roles = array(body.roles, "the roles of delegations").map((entry) => delegatedRole(object(entry, "each delegation")));
  distinctStrings(roles.map(({ name }) => name), "the names of delegations");
  return { keys: keys(body.keys), roles };
}

/**
 * @param {{ [name: string]: Json }} value
 * @returns {DelegatedRole}
 */
function delegatedRole(value) {
  const name = string(value.name, "name");
  expect(name !== "" && !TOP_LEVEL_ROLES.includes(name), "a delegated role not to be called as a top-level one");
  expect(typeof value.terminating === "boolean", "terminating to be a boolean");
  expect((value.paths === undefined) !== (value.path_hash_prefixes === undefined), "either paths or path_hash_prefixes");
  const { terminating } = value;
  const which = value.paths === undefined
    ? { pathHashPrefixes: array(value.path_hash_prefixes, "path_hash_prefixes").map((p) => string(p, "each prefix")) }
    : { paths: array(value.paths, "paths").map((p) => string(p, "each path")) };
  return { ...role(value), name, terminating, ...which };
}

/**
 * @param {Json | undefined} value
 * @returns {MetaFile}
 */
function metaFile(value) {
  const info = object(value, "each file of meta");
  return {
    version: integer(info.version, "the version of a file"),
    ...(info.length === undefined ? {} : { length: integer(info.length, "the length of a file") }),
    ...(info.hashes === undefined ? {} : { hashes: hashes(info.hashes, "the hashes of a file") }),
  };
}

/**
 * @param {Json} value
 * @returns {TargetFile}
 */
function targetFile(value) {
  const info = object(value, "each target");
  return {
    length: integer(info.length, "the length of a target", 0),
    hashes: hashes(info.hashes, "the hashes of a target"),
    ...(info.custom === undefined ? {} : { custom: info.custom }),
  };
}
