/**
 * A button to leave by, on listed pages, for who chose it: for touch, and for hands that find no key. In the top layer, so
 * that no banner of the page covers it; in a closed shadow tree, so that the page neither reads nor styles it; beside the
 * page's own layout, so that nothing moves.
 *
 * Its styles are set one by one: a style sheet would be the page's to forbid (CSP, style-src).
 */
(() => {
  /** WCAG 2.2, target size (enhanced). */
  const SMALLEST_PX = 44;
  /** A page that takes it away, or covers it, each time would be busy for ever. */
  const MOST_RETURNS = 100;
  const HOST = {
    all: "initial", position: "fixed", inset: "auto", "inset-block-end": "12px", "inset-inline-end": "12px", display: "block",
    margin: "0", padding: "0", border: "0", background: "none", overflow: "visible", "z-index": "2147483647", "max-inline-size": "calc(100vw - 24px)",
  };
  const BUTTON = {
    all: "initial", "box-sizing": "border-box", display: "block", "min-inline-size": "88px", "min-block-size": `${SMALLEST_PX}px`,
    "max-inline-size": "100%", padding: "8px 20px", border: "2px solid #fff", "border-radius": "22px", background: "#17323a", color: "#fff",
    "font-family": "system-ui, sans-serif", "font-weight": "600", "font-size": "17px", "line-height": "1.3", "text-align": "center",
    "overflow-wrap": "anywhere", "box-shadow": "0 0 0 1px #17323a", cursor: "pointer", "touch-action": "manipulation",
  };
  const RING = { outline: "3px solid #17323a", "outline-offset": "3px", "box-shadow": "0 0 0 6px #fff" };
  const NO_RING = { outline: "none", "outline-offset": "0", "box-shadow": BUTTON["box-shadow"] };

  const frame = /** @type {typeof globalThis & { sidestepLeave?: () => void, sidestepButton?: boolean }} */ (globalThis);
  if (frame.sidestepButton || window.top !== window) return;
  frame.sidestepButton = true;
  const { i18n } = frame.browser ?? frame.chrome;
  const host = document.createElement("div");
  let returns = 0;

  fill();
  place();
  // A dialog of the page makes all outside it deaf; what comes into the top layer later lies above.
  document.addEventListener("toggle", onToggle, { capture: true });
  document.addEventListener("fullscreenchange", show, { capture: true });
  new MutationObserver(place).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ["open"] });

  function fill() {
    host.popover = "manual";
    style(host, HOST);
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = i18n.getMessage("leave_button");
    button.lang = i18n.getMessage("language_tag");
    button.dir = i18n.getMessage("text_direction");
    style(button, BUTTON);
    button.addEventListener("click", leave);
    // Sooner than the click, which waits for the button to be let go.
    button.addEventListener("pointerdown", (event) => event.pointerType === "mouse" && event.button === 0 && leave(event));
    button.addEventListener("focus", () => style(button, button.matches(":focus-visible") ? RING : NO_RING));
    button.addEventListener("blur", () => style(button, NO_RING));
    host.attachShadow({ mode: "closed" }).append(button);
  }

  /** @param {Event} event */
  function leave(event) {
    if (event.isTrusted) frame.sidestepLeave?.();
  }

  /** @param {Event} event */
  function onToggle(event) {
    if (event.target !== host && /** @type {ToggleEvent} */ (event).newState === "open") show();
  }

  /** In the page, or in the dialog that is open over it. */
  function place() {
    if (!document.body) return;
    const dialogs = document.querySelectorAll("dialog:modal");
    const home = dialogs[dialogs.length - 1] ?? document.documentElement;
    if (host.parentElement === home) return;
    if (returns < MOST_RETURNS) home.append(host);
    show();
  }

  /** Above what is in the top layer by now. */
  function show() {
    returns += 1;
    if (!host.isConnected || returns > MOST_RETURNS) return;
    if (host.matches(":popover-open")) host.hidePopover();
    host.showPopover();
  }

  /**
   * @param {HTMLElement} element
   * @param {Record<string, string>} rules
   */
  function style(element, rules) {
    for (const [name, value] of Object.entries(rules)) element.style.setProperty(name, value, "important");
  }
})();
