/**
 * What keeps a page's storage in its memory, in the order in which it has to run: one function each, in the page's own world. `library` is put there by the build
 * (tools/packaging/library.py).
 */
export const MEMORY_SCRIPTS = [
  "begin",
  "web-storage",
  "cookies",
  "cookie-store",
  "library",
  "databases",
  "stores",
  "locks",
  "frames",
  "kept",
  "end",
].map((part) => `content/memory/${part}.js`);

/** The same for frames of other sites on a listed page. */
export const FRAME_SCRIPTS = ["content/memory/only-in-frames.js", ...MEMORY_SCRIPTS];
