/** The least that an extension can do to know which pages open: one listener, for pages alone, that holds up none. */
const api = globalThis.browser ?? globalThis.chrome;
const PAGES = { urls: ["http://*/*", "https://*/*"], types: ["main_frame"] };
api.webRequest.onBeforeRequest.addListener(() => {}, PAGES);
