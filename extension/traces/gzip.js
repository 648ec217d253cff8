/** @param {Uint8Array<ArrayBuffer>} bytes */
export const gzip = (bytes) => through(bytes, new CompressionStream("gzip"));

/** @param {Uint8Array<ArrayBuffer>} bytes */
export const gunzip = (bytes) => through(bytes, new DecompressionStream("gzip"));

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {CompressionStream | DecompressionStream} stream
 */
async function through(bytes, stream) {
  const piped = new Blob([bytes]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(piped).arrayBuffer());
}
