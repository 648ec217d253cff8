/** The one place that names the browser's extension object. Promise-based in both browsers (Manifest V3). */

/** @type {typeof chrome} */
// @ts-ignore -- Firefox calls it `browser`; what each one lacks is asked in features.js
export const api = globalThis.browser ?? globalThis.chrome;
