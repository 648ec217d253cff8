/**
 * The form in which the list lies on disk: gzip, then base64, so that a search of the profile for a site's name finds
 * nothing. It is no secret: a tool that knows the extension can read it (the help page says so).
 */

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Promise<string>}
 */
export async function encodeAtRest(bytes) {
  return toBase64(await pass(bytes, new CompressionStream("gzip")));
}

/**
 * @param {string} text
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 * @throws {Error} when the text is damaged
 */
export async function decodeAtRest(text) {
  return gunzip(fromBase64(text));
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export function gunzip(bytes) {
  return pass(bytes, new DecompressionStream("gzip"));
}

/**
 * Without a Blob: its stream costs a wake-up more than the unpacking does.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {CompressionStream | DecompressionStream} transform
 */
async function pass(bytes, transform) {
  const writer = transform.writable.getWriter();
  const written = writer.write(bytes).then(() => writer.close());
  const [buffer] = await Promise.all([new Response(transform.readable).arrayBuffer(), written]);
  return new Uint8Array(buffer);
}

/** Arguments of one call; more could overflow the stack. */
const CHUNK = 0x2000;

/** @param {Uint8Array} bytes */
function toBase64(bytes) {
  let binary = "";
  for (let at = 0; at < bytes.length; at += CHUNK) binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(binary);
}

/**
 * A loop, because a call for each character takes five times as long, and a wake-up waits for it.
 * @param {string} text
 */
function fromBase64(text) {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
