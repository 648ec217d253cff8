import { TooLargeError, UnreachableError } from "./errors.js";

/**
 * What the client is given to reach the repository.
 * @typedef {object} Network
 * @property {(url: string, options: { signal: AbortSignal }) => Promise<Response>} fetch
 * @property {number} deadlineMs for one file: bounds a slow-retrieval attack (section 1.5.2)
 */

/**
 * One file, its bytes counted while they arrive: endless data is cut off at the limit, whatever the server declares.
 * @param {Network} network
 * @param {string} url
 * @param {number} limit bytes
 * @param {string} what for the message
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 * @throws {UnreachableError | TooLargeError}
 */
export async function download({ fetch, deadlineMs }, url, limit, what) {
  const response = await orUnreachable(fetch(url, { signal: AbortSignal.timeout(deadlineMs) }), what);
  if (response.status !== 200) {
    await response.body?.cancel().catch(() => undefined);
    throw new UnreachableError(`${what}: status ${response.status}`, { status: response.status });
  }
  /** @type {Uint8Array[]} */
  const chunks = [];
  let length = 0;
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await orUnreachable(reader.read(), what);
    if (done) break;
    chunks.push(value);
    length += value.length;
    if (length > limit) {
      await reader.cancel().catch(() => undefined);
      throw new TooLargeError(`${what}: more than ${limit} bytes`);
    }
  }
  if (isCutShort(response, length)) throw new UnreachableError(`${what}: no whole answer`);
  return join(chunks, length);
}

/**
 * Firefox takes a body that breaks off for a whole one. Of a compressed body the length is another; there it notices.
 * @param {Response} response
 * @param {number} length
 */
function isCutShort({ headers }, length) {
  return !headers.has("content-encoding") && length < Number(headers.get("content-length"));
}

/**
 * @template T
 * @param {Promise<T>} promise
 * @param {string} what
 * @returns {Promise<T>}
 */
async function orUnreachable(promise, what) {
  try {
    return await promise;
  } catch (cause) {
    throw new UnreachableError(`${what}: no whole answer`, { cause });
  }
}

/**
 * @param {Uint8Array[]} chunks
 * @param {number} length
 */
function join(chunks, length) {
  const joined = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}
