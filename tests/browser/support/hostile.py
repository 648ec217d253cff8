"""Pages that work against the key, by the name of their trick."""

from __future__ import annotations

from demo.exchange import Response

SECRET = "Quiet Harbour: hostile words"

TRICKS = {
    "swallows every key before anybody else": """
        for (const type of ["keydown", "keypress", "keyup"]) {
          addEventListener(type, (event) => {
            event.stopImmediatePropagation();
            event.preventDefault();
          }, true);
        }
    """,
    "exchanges the language's own functions": """
        const nothing = () => undefined;
        EventTarget.prototype.addEventListener = nothing;
        CSSStyleDeclaration.prototype.setProperty = nothing;
        Event.prototype.stopImmediatePropagation = nothing;
        Object.defineProperty(Event.prototype, "isTrusted", { get: () => false });
        Object.defineProperty(KeyboardEvent.prototype, "key", { get: () => "x" });
    """,
    "writes the page anew before every frame": """
        const again = () => {
          document.documentElement.style.setProperty("display", "block", "important");
          document.title = "Quiet Harbour: hostile words";
          document.body.innerHTML = "<h1>Quiet Harbour: hostile words</h1>";
          requestAnimationFrame(again);
        };
        addEventListener("load", again);
    """,
    "opens its document anew after it was loaded": """
        addEventListener("load", () => setTimeout(() => {
          document.open();
          document.write("<!doctype html><title>Quiet Harbour: hostile words</title><p>Again</p>");
          document.close();
        }, 100));
    """,
    "floods the history": """
        let count = 0;
        setInterval(() => count < 150 && history.pushState({}, "", `?${count++}`), 5);
    """,
    "asks before it lets go": """
        addEventListener("beforeunload", (event) => {
          event.preventDefault();
          event.returnValue = "Stay?";
        });
    """,
    "keeps its main thread busy": """
        setInterval(() => {
          const end = performance.now() + 300;
          while (performance.now() < end);
        }, 320);
    """,
}

FORGERIES = """
    const press = () => {
      for (const target of [window, document, document.body]) {
        const init = { key: "Escape", code: "Escape", keyCode: 27, bubbles: true, composed: true };
        target.dispatchEvent(new KeyboardEvent("keydown", init));
        target.dispatchEvent(new KeyboardEvent("keyup", init));
      }
      for (const data of [{ type: "escape.now" }, undefined, null, "", "undefined", true]) {
        window.postMessage(data, "*");
      }
      globalThis.chrome?.runtime?.sendMessage?.("", { type: "escape.now" });
      document.documentElement.dataset.forged = "yes";
    };
    addEventListener("load", () => setTimeout(press, 100));
"""


def page(script: str) -> Response:
    """A page whose script is the first thing in it."""
    text = (
        f"<!doctype html><html lang=en><head><script>{script}</script><title>{SECRET}</title>"
        f"</head><body><h1>{SECRET}</h1><p id=words>Words</p></body></html>"
    )
    return Response(headers=(("Content-Type", "text/html; charset=utf-8"),), body=text.encode())


def hostile(number: str) -> Response:
    """The page of the trick at ``number``, or of the forgeries."""
    return page(FORGERIES if number == "forged" else list(TRICKS.values())[int(number)])
