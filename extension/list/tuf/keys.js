/** Public keys and signature schemes of section 4.2, by WebCrypto. */
import { ecdsaSignatureFromDer } from "./der.js";
import { fromHex, toHex } from "./hex.js";

/** @typedef {import("./metadata.js").Key} Key */
/**
 * @typedef {object} Scheme
 * @property {readonly string[]} keytypes
 * @property {"raw" | "spki"} format
 * @property {(text: string) => Uint8Array<ArrayBuffer> | null} decode the PUBLIC field
 * @property {any} key WebCrypto's parameters to import the key
 * @property {any} verify and to verify
 * @property {(signature: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer> | null} signature into WebCrypto's form
 */

/** @param {Uint8Array<ArrayBuffer>} bytes */
const same = (bytes) => bytes;

/** @type {ReadonlyMap<string, Scheme>} */
const SCHEMES = new Map([
  ["ed25519", {
    keytypes: ["ed25519"], format: "raw", decode: fromHex,
    key: { name: "Ed25519" }, verify: { name: "Ed25519" }, signature: same,
  }],
  ["ecdsa-sha2-nistp256", {
    // python-tuf and others write the keytype of the first specifications
    keytypes: ["ecdsa-sha2-nistp256", "ecdsa"], format: "spki", decode: fromPem,
    key: { name: "ECDSA", namedCurve: "P-256" }, verify: { name: "ECDSA", hash: "SHA-256" },
    signature: ecdsaSignatureFromDer,
  }],
  ["rsassa-pss-sha256", {
    keytypes: ["rsa"], format: "spki", decode: fromPem,
    key: { name: "RSA-PSS", hash: "SHA-256" }, verify: { name: "RSA-PSS", saltLength: 32 }, signature: same,
  }],
]);

/** Section 4.2: "All RSA keys MUST be at least 2048 bits." */
const LEAST_RSA_BITS = 2048;

/**
 * @param {Key} key
 * @returns {string | null} equal for equal keys, however written and under whatever keyid; null for a key we cannot use
 */
export function identityOf(key) {
  const bytes = schemeOf(key)?.decode(key.public);
  return bytes ? `${key.scheme}:${toHex(bytes)}` : null;
}

/**
 * @param {Key} key
 * @param {string} signatureHex
 * @param {Uint8Array<ArrayBuffer>} message
 * @returns {Promise<boolean>} false as well for a key or a signature that makes no sense: it counts for nothing
 */
export async function verify(key, signatureHex, message) {
  const scheme = schemeOf(key);
  const spelled = fromHex(signatureHex);
  const signature = spelled && scheme?.signature(spelled);
  const bytes = scheme?.decode(key.public);
  if (!scheme || !signature || !bytes) return false;
  try {
    const imported = await globalThis.crypto.subtle.importKey(scheme.format, bytes, scheme.key, false, ["verify"]);
    const { modulusLength } = /** @type {RsaKeyAlgorithm} */ (imported.algorithm);
    if (modulusLength !== undefined && modulusLength < LEAST_RSA_BITS) return false;
    return await globalThis.crypto.subtle.verify(scheme.verify, imported, signature, message);
  } catch {
    return false;
  }
}

/** @param {Key} key */
function schemeOf({ scheme, keytype }) {
  const found = SCHEMES.get(scheme);
  return found?.keytypes.includes(keytype) ? found : undefined;
}

const PEM = /^\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----\s*$/;

/**
 * SubjectPublicKeyInfo in PEM (RFC 7468).
 * @param {string} text
 */
function fromPem(text) {
  const base64 = PEM.exec(text)?.[1]?.replace(/\s/g, "");
  if (base64 === undefined) return null;
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
