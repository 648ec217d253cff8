/**
 * A frame that a page makes and uses at once has no script of ours yet: it is given the same storage when the page first
 * reaches into it.
 */
(() => {
  "use strict";
  const kit = /** @type {any} */ (globalThis).sidestepMemory;
  if (!kit) return;
  const { apply, ownerOf, install } = kit;

  kit.parts.push((/** @type {any} */ { scope }) => {
    for (const name of ["HTMLIFrameElement", "HTMLFrameElement", "HTMLObjectElement", "HTMLEmbedElement"]) {
      const prototype = scope[name]?.prototype;
      if (!prototype) continue;
      const nativeWindow = ownerOf(prototype, "contentWindow")?.descriptor.get;
      const nativeDocument = ownerOf(prototype, "contentDocument")?.descriptor.get;
      if (nativeWindow) {
        kit.replace(prototype, {
          get contentWindow() {
            return reached(apply(nativeWindow, this, []));
          },
        });
      }
      if (nativeDocument) {
        kit.replace(prototype, {
          get contentDocument() {
            const document = apply(nativeDocument, this, []);
            reached(document?.defaultView);
            return document;
          },
        });
      }
    }
  });

  /** @param {any} window of a frame */
  function reached(window) {
    try {
      if (window && window.origin !== "null") install(window);
    } catch {
      // another origin's
    }
    return window;
  }
})();
