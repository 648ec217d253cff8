/**
 * The crash journal: what the open visits have touched, so that the next start can erase it.
 *
 * One file, always encrypted to random-looking bytes of a fixed size and written anew at every start and at a fixed
 * beat: neither its size nor its time says whether there was a visit. Whoever knows the extension and has the profile
 * can open it while a visit is open; afterwards it holds nothing.
 */
import { gunzip, gzip } from "./gzip.js";

const IV_BYTES = 12;
const TAG_BYTES = 16;
const LENGTH_BYTES = 4;
/** Holds several hundred URLs of a site; a larger journal takes the next doubling. */
const SMALLEST_BYTES = 32 * 1024;

/** @typedef {{ read(): Promise<Uint8Array | null>, write(bytes: Uint8Array): Promise<void>, secret(): Promise<CryptoKey> }} SealedFile */

export class Journal {
  #file;
  /** @type {Promise<CryptoKey> | null} */
  #secret = null;
  /** @type {Promise<void>} */
  #writing = Promise.resolve();
  /** @type {unknown[] | null} */
  #waiting = null;

  /** @param {SealedFile} file */
  constructor(file) {
    this.#file = file;
  }

  /** @returns {Promise<any[]>} what was saved last; none when the file is missing or damaged */
  async load() {
    const sealed = await this.#file.read();
    if (!sealed) return [];
    try {
      return JSON.parse(await this.#open(sealed));
    } catch {
      return [];
    }
  }

  /**
   * Saves the newest state. While one is being written only the latest of those that wait is written after it.
   * @param {unknown[]} touched
   * @returns {Promise<void>} when this or a newer state is in the file
   */
  save(touched) {
    if (this.#waiting === null) {
      this.#writing = this.#writing.catch(() => {}).then(async () => {
        const newest = this.#waiting ?? [];
        this.#waiting = null;
        await this.#file.write(await this.#seal(JSON.stringify(newest)));
      });
    }
    this.#waiting = touched;
    return this.#writing;
  }

  /** @param {string} text */
  async #seal(text) {
    const packed = await gzip(new TextEncoder().encode(text));
    const padded = new Uint8Array(paddedSize(packed.length));
    new DataView(padded.buffer).setUint32(0, packed.length);
    padded.set(packed, LENGTH_BYTES);
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await this.#key(), padded));
    const bytes = new Uint8Array(IV_BYTES + sealed.length);
    bytes.set(iv);
    bytes.set(sealed, IV_BYTES);
    return bytes;
  }

  /** @param {Uint8Array} bytes */
  async #open(bytes) {
    const iv = bytes.slice(0, IV_BYTES);
    const sealed = bytes.slice(IV_BYTES);
    const padded = new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await this.#key(), sealed));
    const length = new DataView(padded.buffer).getUint32(0);
    return new TextDecoder().decode(await gunzip(padded.slice(LENGTH_BYTES, LENGTH_BYTES + length)));
  }

  #key() {
    this.#secret ??= this.#file.secret();
    return this.#secret;
  }
}

/** @param {number} length bytes of the packed text */
function paddedSize(length) {
  let size = SMALLEST_BYTES;
  while (size - IV_BYTES - TAG_BYTES - LENGTH_BYTES < length) size *= 2;
  return size - IV_BYTES - TAG_BYTES;
}
