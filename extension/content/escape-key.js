/**
 * The key, in one frame of a listed tab. Depends on nobody: when the worker does not answer in time, the page is hidden
 * and replaced from here.
 */
(() => {
  /** Asleep, reloaded, updated or disabled: after this long the worker is not waited for (DESIGN §6). */
  const ANSWER_DEADLINE_MS = 150;

  const frame = /** @type {typeof globalThis & { sidestepKey?: { decoy: string }, sidestepArmed?: boolean }} */ (globalThis);
  if (frame.sidestepArmed) return;
  frame.sidestepArmed = true;
  const { runtime } = frame.browser ?? frame.chrome;
  let leaving = false;

  /** @param {KeyboardEvent} event */
  function onKeyDown(event) {
    if (!event.isTrusted || event.isComposing || event.key !== "Escape") return;
    event.preventDefault();
    if (isOrphan()) event.stopPropagation();
    else event.stopImmediatePropagation();
    leave();
  }

  /** The extension was reloaded or updated: the script that it armed the frame with since must hear the key as well. */
  function isOrphan() {
    return !runtime?.id;
  }

  function leave() {
    if (leaving) return;
    leaving = true;
    hide();
    addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), { capture: true });
    const deadline = setTimeout(replace, ANSWER_DEADLINE_MS);
    ask().then(
      (answer) => answer?.taken && clearTimeout(deadline),
      () => {},
    );
  }

  async function ask() {
    return runtime.sendMessage({ type: "escape.now" });
  }

  /** Nothing is left to read, to hear or to see in the tab strip; the page's own scripts cannot bring it back. */
  function hide() {
    const root = document.documentElement;
    root?.style.setProperty("display", "none", "important");
    for (const media of document.querySelectorAll("audio, video")) /** @type {HTMLMediaElement} */ (media).muted = true;
    for (const icon of document.querySelectorAll("link[rel~='icon']")) icon.remove();
    document.title = "";
  }

  /** A child frame has no say over the tab; the top frame's own key script, or the worker, takes the tab away. */
  function replace() {
    if (window.top === window) location.replace(frame.sidestepKey?.decoy ?? "about:blank");
  }

  addEventListener("keydown", onKeyDown, { capture: true });
})();
