/**
 * Tells when a person first pressed a key or clicked on a listed page: from then on the browser keeps a record of the site
 * against tracking by redirects, which only clearing the time since can take back (FACTS, The recipe, step 2).
 */
(() => {
  const frame = /** @type {any} */ (globalThis);
  if (frame.sidestepActs) return;
  frame.sidestepActs = true;
  const { runtime } = frame.browser ?? frame.chrome;
  const TYPES = ["pointerdown", "keydown", "touchend"];

  /** @param {Event} event */
  function onAct({ isTrusted, timeStamp }) {
    if (!isTrusted) return;
    for (const type of TYPES) removeEventListener(type, onAct, { capture: true });
    if (!runtime?.id) return;
    const told = runtime.sendMessage({ type: "visit.acted", at: performance.timeOrigin + timeStamp });
    told.catch(() => {});
  }

  for (const type of TYPES) addEventListener(type, onAct, { capture: true, passive: true });
})();
