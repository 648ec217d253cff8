/**
 * A neutral title and a neutral icon in place of the page's own, for the tab strip, the window's title, screen readers and
 * "now playing", which all take their words from there. What the page does about it is undone.
 *
 * An empty title would not do: the browsers then show the address.
 */
(() => {
  /** A blank sheet: what browsers show of a page without an icon. */
  const ICON =
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath d='M3.5 1.5h6l3 3v10h-9z' " +
    "fill='%23fff' stroke='%23777'/%3E%3C/svg%3E";
  /** A page that answers each change by its own would keep the tab busy for ever: so often at once, then a pause. */
  const AT_ONCE = 20;
  const PAUSE_MS = 50;

  const frame = /** @type {typeof globalThis & { sidestepNeutral?: () => void }} */ (globalThis);
  if (frame.sidestepNeutral) return;
  const title = words();
  let isOn = false;
  let rounds = 0;

  frame.sidestepNeutral = () => {
    if (isOn || window.top !== window) return;
    isOn = true;
    apply();
    const changes = { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["rel", "href"] };
    new MutationObserver(again).observe(document, changes);
  };

  function again() {
    rounds += 1;
    if (rounds === 1) setTimeout(pause, PAUSE_MS);
    if (rounds <= AT_ONCE) apply();
  }

  function pause() {
    const wasBusy = rounds > AT_ONCE;
    rounds = 0;
    if (wasBusy) apply();
  }

  function apply() {
    if (document.title !== title) document.title = title;
    const links = /** @type {NodeListOf<HTMLLinkElement>} */ (document.querySelectorAll("link[rel~='icon' i]"));
    for (const link of links) if (link.href !== ICON) neutralise(link);
    if (links.length === 0 && document.head) {
      document.head.append(neutralise(Object.assign(document.createElement("link"), { rel: "icon" })));
    }
  }

  /** @param {HTMLLinkElement} link */
  function neutralise(link) {
    link.removeAttribute("type");
    link.removeAttribute("sizes");
    link.href = ICON;
    return link;
  }

  /** A script that was cut off from its extension is never started anew, but be sure. */
  function words() {
    try {
      return (globalThis.browser ?? globalThis.chrome).i18n.getMessage("neutral_title") || "New tab";
    } catch {
      return "New tab";
    }
  }
})();
