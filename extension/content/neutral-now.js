/** For who chose a neutral title and icon while reading: at once, not only when one leaves. */
(() => {
  /** @type {typeof globalThis & { sidestepNeutral?: () => void }} */ (globalThis).sidestepNeutral?.();
})();
