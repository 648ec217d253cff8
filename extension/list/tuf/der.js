/** Bytes of a P-256 coordinate. */
const SIZE = 32;

/**
 * An ECDSA signature from the DER form in which TUF carries it (RFC 3279, 2.2.3: SEQUENCE of INTEGER r, INTEGER s) into
 * the form that WebCrypto wants: r and s, 32 bytes each.
 * @param {Uint8Array} der
 * @returns {Uint8Array<ArrayBuffer> | null} null when it is not exactly that
 */
export function ecdsaSignatureFromDer(der) {
  // a P-256 signature is at most 72 bytes, so every length fits one byte
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return null;
  const joined = new Uint8Array(2 * SIZE);
  let at = 2;
  for (const end of [SIZE, 2 * SIZE]) {
    const length = der[at + 1] ?? 0;
    if (der[at] !== 0x02 || length === 0 || at + 2 + length > der.length) return null;
    const integer = unsigned(der.subarray(at + 2, at + 2 + length));
    if (integer === null || integer.length > SIZE) return null;
    joined.set(integer, end - integer.length);
    at += 2 + length;
  }
  return at === der.length ? joined : null;
}

/**
 * @param {Uint8Array} integer DER: two's complement, shortest
 * @returns {Uint8Array | null} without its leading zero; null when negative or padded
 */
function unsigned(integer) {
  const [first = 0, second = 0] = integer;
  if (first >= 0x80 || (first === 0 && integer.length > 1 && second < 0x80)) return null;
  return first === 0 ? integer.subarray(1) : integer;
}
