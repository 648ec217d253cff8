/**
 * What a visit left in the browser's files, as measured. Written by `make residue` from its
 * results; do not edit. `names`: the site's name, or what was read or typed there; `search`:
 * nothing but the words of the search.
 */

/** @typedef {"none" | "search" | "names"} Left */
/** @typedef {Record<string, { without: Left, after: Left }>} Places */

/** @type {Readonly<Record<"chromium" | "firefox", Places>>} */
export const MEASURED = Object.freeze({
  "chromium": {
    "history": {
      "without": "names",
      "after": "none"
    },
    "closed": {
      "without": "names",
      "after": "none"
    },
    "cookies": {
      "without": "names",
      "after": "none"
    },
    "stored": {
      "without": "names",
      "after": "names"
    },
    "cache": {
      "without": "names",
      "after": "none"
    },
    "forms": {
      "without": "names",
      "after": "none"
    },
    "choices": {
      "without": "names",
      "after": "names"
    },
    "notes": {
      "without": "names",
      "after": "names"
    }
  },
  "firefox": {
    "history": {
      "without": "names",
      "after": "none"
    },
    "closed": {
      "without": "names",
      "after": "none"
    },
    "cookies": {
      "without": "names",
      "after": "none"
    },
    "stored": {
      "without": "names",
      "after": "none"
    },
    "cache": {
      "without": "names",
      "after": "names"
    },
    "forms": {
      "without": "names",
      "after": "none"
    },
    "choices": {
      "without": "names",
      "after": "names"
    },
    "notes": {
      "without": "names",
      "after": "names"
    }
  }
});
