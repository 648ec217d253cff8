/**
 * Canonical JSON as TUF means it (section 4.1: the OLPC form, http://wiki.laptop.org/go/Canonical_JSON): names sorted by
 * code point, no white space, integers only, strings escape nothing but `"` and `\`. Signatures are over these bytes.
 */

/** @typedef {import("./strict-json.js").Json} Json */

/**
 * @param {Json} value
 * @returns {Uint8Array<ArrayBuffer>} UTF-8
 */
export function canonicalJson(value) {
  return new TextEncoder().encode(write(value));
}

/**
 * @param {Json} value
 * @returns {string}
 */
function write(value) {
  if (typeof value === "string") return quote(value);
  if (Array.isArray(value)) return `[${value.map(write).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const names = Object.keys(value).sort(byCodePoint);
    return `{${names.map((name) => `${quote(name)}:${write(/** @type {Json} */ (value[name]))}`).join(",")}}`;
  }
  if (typeof value === "number" && !Number.isSafeInteger(value)) throw new TypeError("not an integer");
  return String(value);
}

/** @param {string} string */
function quote(string) {
  return `"${string.replace(/["\\]/g, "\\$&")}"`;
}

/**
 * UTF-16 code units, JavaScript's own order, put U+10000 before U+E000.
 * @param {string} a
 * @param {string} b
 */
function byCodePoint(a, b) {
  for (let i = 0; i < a.length && i < b.length; i++) {
    if (a[i] === b[i]) continue;
    return surrogatesLast(a.charCodeAt(i)) - surrogatesLast(b.charCodeAt(i));
  }
  return a.length - b.length;
}

/** @param {number} unit */
function surrogatesLast(unit) {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
