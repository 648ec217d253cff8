/**
 * The key, in one frame of a listed tab. Depends on nobody: when the worker does not answer in time, the page is hidden
 * and replaced from here.
 */
(() => {
  /** Asleep, reloaded, updated or disabled: after this long the worker is not waited for (DESIGN §6). */
  const ANSWER_DEADLINE_MS = 150;
  /** The worker has taken it over but the page is still there: it was ended in the middle. */
  const TAKEN_DEADLINE_MS = 2000;
  const PRESSES_WITHIN_MS = 1500;
  const HOLD_MS = 600;
  const PRESSES = { once: 1, twice: 2, thrice: 3 };

  /** @typedef {{ decoy: string, key: string, press: "once" | "twice" | "thrice" | "hold" }} KeyConfig */

  const frame = /** @type {typeof globalThis & { sidestepKey?: KeyConfig, sidestepArmed?: boolean, sidestepLeaving?: boolean }} */ (globalThis);
  if (frame.sidestepArmed) return;
  frame.sidestepArmed = true;
  const { runtime } = frame.browser ?? frame.chrome;
  /** Before the configuration arrives: the default. @returns {KeyConfig} */
  const config = () => frame.sidestepKey ?? { decoy: "about:blank", key: "Escape", press: "once" };
  /** @type {number[]} */
  let presses = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let holding;

  /** @param {KeyboardEvent} event */
  function onKeyDown(event) {
    if (!isTheKey(event)) return;
    if (isDone(event)) {
      event.preventDefault();
      if (isOrphan()) event.stopPropagation();
      else event.stopImmediatePropagation();
      leave();
    }
  }

  /** @param {KeyboardEvent} event */
  function onKeyUp(event) {
    if (event.isTrusted && event.key === config().key) clearTimeout(holding);
  }

  /**
   * Whatever modifier is down or latched (Sticky Keys), but not a press that an input method takes (UI Events, 3.4.2:
   * keyCode 229), nor the one that leaves fullscreen, nor the keyboard's own repetition.
   * @param {KeyboardEvent} event
   */
  function isTheKey({ isTrusted, isComposing, keyCode, key, repeat }) {
    if (!isTrusted || isComposing || keyCode === 229 || repeat || key !== config().key) return false;
    return !(key === "Escape" && document.fullscreenElement);
  }

  /**
   * Whether this press completes what the person chose.
   * @param {KeyboardEvent} event
   */
  function isDone({ timeStamp }) {
    const { press } = config();
    if (press === "hold") {
      holding = setTimeout(leave, HOLD_MS);
      return false;
    }
    presses = [...presses.filter((time) => timeStamp - time < PRESSES_WITHIN_MS), timeStamp];
    return presses.length >= PRESSES[press];
  }

  /** The extension was reloaded or updated: the script that it armed the frame with since must hear the key as well. */
  function isOrphan() {
    return !runtime?.id;
  }

  function leave() {
    if (frame.sidestepLeaving) return;
    frame.sidestepLeaving = true;
    hide();
    const deadline = setTimeout(replace, ANSWER_DEADLINE_MS);
    ask().then((answer) => {
      if (!answer?.taken) return;
      clearTimeout(deadline);
      setTimeout(leaveAgain, TAKEN_DEADLINE_MS);
    }, isGone);
  }

  /** Asking wakes the worker, which then finishes what it had begun. */
  function leaveAgain() {
    ask().catch(isGone);
    replace();
  }

  function isGone() {}

  /**
   * The page's question whether to leave is not asked. Listeners of the window are called in the order in which they
   * were added: this one is the first.
   * @param {Event} event
   */
  function onBeforeUnload(event) {
    if (frame.sidestepLeaving) event.stopImmediatePropagation();
  }

  async function ask() {
    return runtime.sendMessage({ type: "escape.now" });
  }

  /** Nothing is left to read, to hear or to see in the tab strip, and whatever the page does about it is undone. */
  function hide() {
    for (const media of document.querySelectorAll("audio, video")) /** @type {HTMLMediaElement} */ (media).muted = true;
    for (const icon of document.querySelectorAll("link[rel~='icon']")) icon.remove();
    document.title = "";
    hideRoot();
    // Observers are called before the next frame is drawn.
    new MutationObserver(hideRoot).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ["style"] });
  }

  function hideRoot() {
    const style = document.documentElement?.style;
    if (style && (style.display !== "none" || style.getPropertyPriority("display") !== "important")) {
      style.setProperty("display", "none", "important");
    }
  }

  /** A child frame has no say over the tab; the top frame's own key script, or the worker, takes the tab away. */
  function replace() {
    if (window.top === window) location.replace(config().decoy);
  }

  /** Adding a listener that is there changes nothing. */
  function listen() {
    addEventListener("keydown", onKeyDown, { capture: true });
    addEventListener("keyup", onKeyUp, { capture: true });
    addEventListener("beforeunload", onBeforeUnload, { capture: true });
  }

  listen();
  // document.open() removes every listener of the window, ours among them (HTML, 8.4.1, document open steps).
  new MutationObserver(listen).observe(document, { childList: true });
})();
