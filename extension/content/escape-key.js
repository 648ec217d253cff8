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

  /**
   * @typedef {object} KeyConfig
   * @property {string} decoy
   * @property {string} key
   * @property {"once" | "twice" | "thrice" | "hold"} press
   * @property {string} [pass] what the frames of this tab know each other by
   */
  /** @typedef {{ sidestepKey?: KeyConfig, sidestepArmed?: boolean, sidestepLeaving?: boolean }} State */
  /** @typedef {{ sidestepNeutral?: () => void, sidestepLeave?: () => void, sidestepHide?: () => void }} Deeds */

  const frame = /** @type {typeof globalThis & State & Deeds} */ (globalThis);
  if (frame.sidestepArmed) return;
  frame.sidestepArmed = true;
  frame.sidestepLeave = leave;
  frame.sidestepHide = hide;
  const { runtime } = frame.browser ?? frame.chrome;
  const isTop = window.top === window;
  /** Before the configuration arrives: the default. @returns {KeyConfig} */
  const config = () => frame.sidestepKey ?? { decoy: "about:blank", key: "Escape", press: "once" };
  /** @type {number[]} */
  let presses = [];
  /** Since the window last heard the key, it has had the focus from another window. */
  let isBack = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let holding;
  let isHidden = false;

  /** @param {KeyboardEvent} event */
  function onKeyDown(event) {
    if (isTheKey(event) && isDone(event)) {
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

  /** @param {FocusEvent} event */
  function onFocus({ isTrusted, target }) {
    if (isTrusted && target === window) isBack = true;
  }

  /** The Esc that leaves fullscreen may be heard by the browser alone, and its repetitions here. */
  function onFullscreenChange() {
    isBack = false;
  }

  /**
   * Whatever modifier is down or latched (Sticky Keys), but not a press that an input method takes (UI Events, 3.4.2:
   * keyCode 229), nor the one that leaves fullscreen, nor the keyboard's own repetition. What is called a repetition may
   * be a press where another window got the release of the one before (docs/escape.md, the choice of a file).
   * @param {KeyboardEvent} event
   */
  function isTheKey({ isTrusted, isComposing, keyCode, key, repeat }) {
    if (!isTrusted || isComposing || keyCode === 229 || key !== config().key) return false;
    const isPress = !repeat || isBack;
    isBack = false;
    return isPress && !(key === "Escape" && document.fullscreenElement);
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
    tellTop();
    const deadline = setTimeout(go, ANSWER_DEADLINE_MS);
    ask().then((answer) => {
      if (!answer?.taken) return;
      clearTimeout(deadline);
      setTimeout(leaveAgain, TAKEN_DEADLINE_MS);
    }, isGone);
  }

  /** Asking wakes the worker, which then finishes what it had begun. */
  function leaveAgain() {
    ask().catch(isGone);
    go();
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

  /** A page that Back brings back as it was left is still hidden, and the key leaves it again. @param {PageTransitionEvent} event */
  function onPageShow({ persisted }) {
    if (persisted) frame.sidestepLeaving = false;
  }

  async function ask() {
    return runtime.sendMessage({ type: "escape.now" });
  }

  /** Nothing is left to read, to hear or to see in the tab strip, and whatever the page does about it is undone. */
  function hide() {
    if (isHidden) return;
    isHidden = true;
    hideRoot();
    // Observers are called before the next frame is drawn.
    new MutationObserver(hideRoot).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ["style"] });
    frame.sidestepNeutral?.();
    silence();
  }

  function hideRoot() {
    setOnRoot("display", "none");
    if (!isOrphan()) setOnRoot("visibility", "hidden");
  }

  /** @param {string} property @param {string} value */
  function setOnRoot(property, value) {
    const style = document.documentElement?.style;
    if (style && !isOnRoot(property, value)) style.setProperty(property, value, "important");
  }

  /** @param {string} property @param {string} value */
  function isOnRoot(property, value) {
    const style = document.documentElement?.style;
    return style?.getPropertyValue(property) === value && style.getPropertyPriority(property) === "important";
  }

  /** What plays stops, also beside the page: the small video window, a voice that reads aloud, the system's "now playing". */
  function silence() {
    for (const media of /** @type {NodeListOf<HTMLMediaElement>} */ (document.querySelectorAll("audio, video"))) {
      media.muted = true;
      media.pause();
    }
    if (document.pictureInPictureElement) document.exitPictureInPicture().catch(() => {});
    frame.speechSynthesis?.cancel();
    if (navigator.mediaSession) {
      navigator.mediaSession.metadata = null;
      navigator.mediaSession.playbackState = "none";
    }
  }

  /**
   * A child frame has no say over the tab, and the worker may be long in coming: the top frame's key script is told at
   * once. What it is told is drawn anew for each visit to a tab and known to the key scripts alone until this moment.
   */
  function tellTop() {
    const { pass } = config();
    if (pass && !isTop) window.top?.postMessage(pass, "*");
  }

  /** @param {MessageEvent} event */
  function onMessage(event) {
    const { pass } = config();
    if (!pass || event.data !== pass) return;
    event.stopImmediatePropagation();
    leave();
  }

  /**
   * The worker closes the tab when it comes. Until then the decoy is a page after the one that is left, not one in its
   * place: Chromium takes that for a redirect, and whenever the decoy is opened again, until it quits, notes the decoy's
   * icon for the left page, by its address (docs/escape.md). Where nobody will come, Back had better lead nowhere. Somebody
   * comes where the script of a reloaded extension has heard the key too: it alone makes the page invisible beside hiding it.
   *
   * A child frame may do this only if the page lets it; the top frame's key script does it then.
   */
  function go() {
    const { location } = window.top ?? window;
    try {
      if (isOrphan() && !isOnRoot("visibility", "hidden")) location.replace(config().decoy);
      else location.href = config().decoy;
    } catch {
      // not allowed
    }
  }

  /** Adding a listener that is there changes nothing. */
  function listen() {
    addEventListener("keydown", onKeyDown, { capture: true });
    addEventListener("keyup", onKeyUp, { capture: true });
    addEventListener("focus", onFocus, { capture: true });
    addEventListener("fullscreenchange", onFullscreenChange, { capture: true });
    addEventListener("beforeunload", onBeforeUnload, { capture: true });
    addEventListener("pageshow", onPageShow, { capture: true });
    if (isTop) addEventListener("message", onMessage, { capture: true });
  }

  listen();
  // document.open() removes every listener of the window, ours among them (HTML, 8.4.1, document open steps).
  new MutationObserver(listen).observe(document, { childList: true });
})();
