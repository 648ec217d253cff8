/** Questions that metadata must answer, each with one refusal. Names in messages are our own, never the file's. */
import { BadMetadataError } from "./errors.js";
import { fromHex } from "./hex.js";

/** @typedef {import("./strict-json.js").Json} Json */
/** @typedef {{ [name: string]: Json }} JsonObject */

/**
 * @param {unknown} truth
 * @param {string} expected
 * @returns {asserts truth}
 */
export function expect(truth, expected) {
  if (!truth) throw new BadMetadataError(`expected ${expected}`);
}

/**
 * @param {Json | undefined} value
 * @param {string} what
 * @returns {JsonObject}
 */
export function object(value, what) {
  expect(typeof value === "object" && value !== null && !Array.isArray(value), `${what} to be an object`);
  return value;
}

/**
 * @param {Json | undefined} value
 * @param {string} what
 * @returns {Json[]}
 */
export function array(value, what) {
  expect(Array.isArray(value), `${what} to be an array`);
  return value;
}

/**
 * @param {Json | undefined} value
 * @param {string} what
 * @returns {string}
 */
export function string(value, what) {
  expect(typeof value === "string", `${what} to be a string`);
  return value;
}

/**
 * @param {Json | undefined} value
 * @param {string} what
 * @param {number} [least]
 * @returns {number}
 */
export function integer(value, what, least = 1) {
  expect(typeof value === "number" && value >= least, `${what} to be an integer of at least ${least}`);
  return value;
}

/**
 * @param {Json | undefined} value
 * @param {string} what
 * @returns {string[]} each once
 */
export function distinctStrings(value, what) {
  const strings = array(value, what).map((item) => string(item, `each of ${what}`));
  expect(new Set(strings).size === strings.length, `${what} to be distinct`);
  return strings;
}

/**
 * HASHES of section 4.4.
 * @param {Json | undefined} value
 * @param {string} what
 * @returns {Record<string, string>}
 */
export function hashes(value, what) {
  /** @type {Record<string, string>} */
  const found = Object.create(null);
  for (const [algorithm, digest] of Object.entries(object(value, what))) {
    const hex = string(digest, what).toLowerCase();
    expect(hex !== "" && fromHex(hex), `${what} to be hexadecimal`);
    found[algorithm] = hex;
  }
  expect(Object.keys(found).length > 0, `${what} to hold one`);
  return found;
}

const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/**
 * A date-time of section 4.2.
 * @param {Json | undefined} value
 * @param {string} what
 * @returns {string}
 */
export function dateTime(value, what) {
  const text = string(value, what);
  const instant = DATE_TIME.test(text) ? Date.parse(text) : Number.NaN;
  // Date.parse turns 30 February into 2 March
  expect(!Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text.slice(0, 19)), `${what} to be a UTC instant`);
  return text;
}
