/** Keys that sign as a repository does: the other side of `extension/list/tuf/keys.js`, by WebCrypto. */
import { toHex } from "../../../extension/list/tuf/hex.js";

const { subtle } = globalThis.crypto;

const SCHEMES = {
  ed25519: { keytype: "ed25519", algorithm: { name: "Ed25519" }, sign: { name: "Ed25519" } },
  "ecdsa-sha2-nistp256": {
    keytype: "ecdsa",
    algorithm: { name: "ECDSA", namedCurve: "P-256" },
    sign: { name: "ECDSA", hash: "SHA-256" },
  },
  "rsassa-pss-sha256": {
    keytype: "rsa",
    algorithm: { name: "RSA-PSS", hash: "SHA-256", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
    sign: { name: "RSA-PSS", saltLength: 32 },
  },
};

/**
 * @param {string} [scheme]
 * @param {object} [changes] to the algorithm's parameters
 */
export async function newSigner(scheme = "ed25519", changes = {}) {
  const { keytype, algorithm, sign } = SCHEMES[scheme];
  const { publicKey, privateKey } = await subtle.generateKey({ ...algorithm, ...changes }, true, ["sign", "verify"]);
  const spelled = scheme === "ed25519" ? toHex(new Uint8Array(await subtle.exportKey("raw", publicKey))) : await pem(publicKey);
  return {
    keyid: toHex(globalThis.crypto.getRandomValues(new Uint8Array(32))),
    key: { keytype, scheme, keyval: { public: spelled } },
    sign: async (bytes) => {
      const signature = new Uint8Array(await subtle.sign(sign, privateKey, bytes));
      return toHex(keytype === "ecdsa" ? der(signature) : signature);
    },
  };
}

async function pem(publicKey) {
  const base64 = Buffer.from(await subtle.exportKey("spki", publicKey)).toString("base64");
  return `-----BEGIN PUBLIC KEY-----\n${base64.match(/.{1,64}/g).join("\n")}\n-----END PUBLIC KEY-----\n`;
}

/** r‖s → SEQUENCE { INTEGER r, INTEGER s } */
function der(signature) {
  const integers = [signature.subarray(0, 32), signature.subarray(32)].flatMap((half) => {
    const bytes = [...half];
    while (bytes[0] === 0 && bytes[1] < 0x80) bytes.shift();
    if (bytes[0] >= 0x80) bytes.unshift(0);
    return [0x02, bytes.length, ...bytes];
  });
  return Uint8Array.from([0x30, integers.length, ...integers]);
}
