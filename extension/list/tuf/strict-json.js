/**
 * JSON as signed metadata needs it (RFC 8259, read strictly): one meaning for every reader or none at all. Refused where
 * readers differ: a name twice in one object, numbers that are not integers below 2^53, lone surrogates, invalid UTF-8,
 * a byte order mark. Objects have no prototype, so `__proto__` is a name like any other.
 */
import { BadMetadataError } from "./errors.js";

/** @typedef {string | number | boolean | null | Json[] | { [name: string]: Json }} Json */

/** Metadata nests less than ten deep. */
const MAX_DEPTH = 32;

/**
 * @param {Uint8Array} bytes
 * @returns {Json}
 * @throws {BadMetadataError}
 */
export function parseStrictJson(bytes) {
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new BadMetadataError("not UTF-8");
  }
  return new Reader(text).document();
}

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?![0-9.eE])/y;
const WORD = /true|false|null/y;
/** A string with its quotes: no control characters, escapes whole. Unrolled so that it never backtracks. */
// eslint-disable-next-line no-control-regex -- RFC 8259, section 7: these must be escaped
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const LONE_SURROGATE = /\p{Surrogate}/u;
const WORDS = new Map([["true", true], ["false", false], ["null", null]]);

class Reader {
  #text;
  #at = 0;

  /** @param {string} text */
  constructor(text) {
    this.#text = text;
  }

  document() {
    const value = this.#value(0);
    this.#take(SPACE);
    if (this.#at !== this.#text.length) this.#fail("text after the end");
    return value;
  }

  /**
   * @param {number} depth
   * @returns {Json}
   */
  #value(depth) {
    if (depth > MAX_DEPTH) this.#fail("nested too deep");
    this.#take(SPACE);
    switch (this.#text[this.#at]) {
      case "{":
        return this.#object(depth);
      case "[":
        return this.#array(depth);
      case '"':
        return this.#string();
      case "t":
      case "f":
      case "n":
        return WORDS.get(this.#take(WORD) ?? this.#fail("not a value")) ?? null;
      default:
        return this.#number();
    }
  }

  /** @param {number} depth */
  #object(depth) {
    /** @type {{ [name: string]: Json }} */
    const object = Object.create(null);
    this.#at++;
    if (this.#skips("}")) return object;
    do {
      this.#take(SPACE);
      const name = this.#string();
      if (name in object) this.#fail("a name twice in one object");
      if (!this.#skips(":")) this.#fail("no colon after a name");
      object[name] = this.#value(depth + 1);
    } while (this.#skips(","));
    if (!this.#skips("}")) this.#fail("an object without an end");
    return object;
  }

  /** @param {number} depth */
  #array(depth) {
    /** @type {Json[]} */
    const array = [];
    this.#at++;
    if (this.#skips("]")) return array;
    do array.push(this.#value(depth + 1));
    while (this.#skips(","));
    if (!this.#skips("]")) this.#fail("an array without an end");
    return array;
  }

  #string() {
    const string = JSON.parse(this.#take(STRING) ?? this.#fail("not a string"));
    if (LONE_SURROGATE.test(string)) this.#fail("a lone surrogate");
    return string;
  }

  #number() {
    const number = Number(this.#take(NUMBER) ?? this.#fail("not an integer"));
    if (!Number.isSafeInteger(number)) this.#fail("an integer above 2^53");
    return number === 0 ? 0 : number;
  }

  /** @param {string} mark */
  #skips(mark) {
    this.#take(SPACE);
    if (this.#text[this.#at] !== mark) return false;
    this.#at++;
    return true;
  }

  /**
   * @param {RegExp} sticky
   * @returns {string | undefined}
   */
  #take(sticky) {
    sticky.lastIndex = this.#at;
    const found = sticky.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  /**
   * @param {string} what
   * @returns {never}
   */
  #fail(what) {
    throw new BadMetadataError(`not strict JSON: ${what} at character ${this.#at}`);
  }
}
