const HEX = /^(?:[0-9a-f]{2})*$/i;

/**
 * @param {string} hex
 * @returns {Uint8Array<ArrayBuffer> | null} null when it is not hexadecimal
 */
export function fromHex(hex) {
  if (!HEX.test(hex)) return null;
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}

/**
 * @param {Uint8Array} bytes
 * @returns {string} lower case
 */
export function toHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
