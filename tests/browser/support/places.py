"""Where one may be when one wants to leave: pages of the helpline, by name.

Each names the way out that works there.
"""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from demo.exchange import Response
from tests.browser.support.waiting import until

if TYPE_CHECKING:  # the sites serve these pages, the browsers need the sites
    from tests.browser.support.browser import Browser
    from tests.browser.support.display import Display

FRAME = "<p><input id=inner autofocus></p><script>document.getElementById('inner').focus()</script>"
WHOLE = "position:fixed;inset:0;width:100%;height:100%"
VIDEO = """
<canvas id=picture hidden></canvas><video id=place tabindex=0 autoplay muted width=400></video>
<script>
  const pen = picture.getContext("2d");
  const draw = () => {
    pen.fillStyle = `hsl(${performance.now() / 10} 80% 50%)`;
    pen.fillRect(0, 0, 300, 150);
    requestAnimationFrame(draw);
  };
  draw();
  place.srcObject = picture.captureStream();
</script>"""
PDF = base64.b64decode(
    "JVBERi0xLjQKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZy9QYWdlcyAyIDAgUj4+ZW5kb2JqCjIgMCBvYmo8PC9UeXBlL1Bh"
    "Z2VzL0tpZHNbMyAwIFJdL0NvdW50IDE+PmVuZG9iagozIDAgb2JqPDwvVHlwZS9QYWdlL1BhcmVudCAyIDAgUi9NZWRp"
    "YUJveFswIDAgMjAwIDIwMF0+PmVuZG9iagp0cmFpbGVyPDwvUm9vdCAxIDAgUj4+Cg=="
)


Way = Literal["key", "key twice", "command", "button"]
"""The key; the key pressed twice, for the first press closes what is open; the browser's command;
the toolbar button.
"""


def nothing(_: Browser, __: Display) -> None:
    """The page has put the focus where it belongs."""


def click_place(browser: Browser, _: Display) -> None:
    browser.click("#place")


def click_page(_: Browser, display: Display) -> None:
    """Click with the mouse, far from everything: the driver itself would close what opens."""
    display.click(500, 600)


def keys(*pressed: str) -> Callable[[Browser, Display], None]:
    return lambda _, display: display.key(*pressed)


def open_tools(browser: Browser, display: Display) -> None:
    display.key("ctrl+shift+i")
    until(browser.has_tools, "the developer tools are open")


def in_turn(*steps: Callable[[Browser, Display], None]) -> Callable[[Browser, Display], None]:
    def go(browser: Browser, display: Display) -> None:
        for step in steps:
            step(browser, display)

    return go


@dataclass(frozen=True)
class Place:
    """``body``: the page's; ``go``: what a person does to get there; ``way``: out, and where it is
    another one, that in ``firefox``.
    """

    body: str
    go: Callable[[Browser, Display], None] = nothing
    way: Way = "key"
    firefox: Way | None = None

    def way_in(self, browser: str) -> Way:
        return self.firefox if browser == "firefox" and self.firefox else self.way

    @property
    def takes_focus(self) -> bool:
        """Whether the page can put the focus there by itself, and the key works there."""
        return self.go is click_place and self.way == "key"


PLACES = {
    "the page itself": Place("<p id=place>Words</p>", click_place),
    "a text field": Place("<input id=place>", click_place),
    "a text area": Place("<textarea id=place></textarea>", click_place),
    "editable text": Place("<div id=place contenteditable>Words</div>", click_place),
    "a field in a shadow tree": Place(
        "<div id=place></div><script>place.attachShadow({mode: 'closed', delegatesFocus: true})"
        ".innerHTML = '<input>';</script>",
        click_place,
    ),
    "a drawing area": Place("<canvas id=place tabindex=0></canvas>", click_place),
    "a frame of another origin": Place(
        '<iframe id=place src="https://widget.test/"></iframe>', click_place
    ),
    "a frame written in the page": Place(
        f'<iframe id=place srcdoc="{FRAME}"></iframe>', click_place
    ),
    "a sandboxed frame": Place(
        f'<iframe id=place sandbox="allow-scripts" srcdoc="{FRAME}"></iframe>', click_place
    ),
    "a blank frame": Place("<iframe id=place></iframe>", click_place),
    "an open dialog": Place(
        "<dialog id=dialog><input id=place></dialog><script>dialog.showModal()</script>",
        click_place,
    ),
    "an open popover": Place(
        "<div popover id=hint><input id=place></div><script>hint.showPopover()</script>",
        click_place,
    ),
    "a full screen": Place(
        "<button id=place onclick='document.documentElement.requestFullscreen()'>Full</button>",
        click_place,
        "command",
    ),
    "an open choice list": Place(
        "<select id=place><option>One<option>Two</select>", click_place, "command"
    ),
    "the address bar": Place("<p>Words</p>", keys("ctrl+l"), "command"),
    "the find bar": Place("<p>Words</p>", keys("ctrl+f"), "command"),
    "a page's source": Place("<p>Words</p>", lambda browser, _: browser.view_source(), "command"),
    "a PDF": Place("", nothing, "command"),
    "a message of the page (alert)": Place(
        "<script>addEventListener('click', () => alert('Words'))</script>", click_page, "command"
    ),
    "the question whether to leave": Place(
        "<script>addEventListener('beforeunload', (event) => event.preventDefault())</script>",
        in_turn(click_page, keys("ctrl+w")),
        "command",
    ),
    "the print preview": Place("<p>Words</p>", keys("ctrl+p"), "command"),
    "the choice of a file": Place(f"<input type=file style='{WHOLE}'>", click_page, "key twice"),
    "a question for a permission": Place(
        "<script>addEventListener('click', () => Notification.requestPermission())</script>",
        click_page,
        "command",
    ),
    "the developer tools": Place("<p>Words</p>", open_tools, "command"),
    "a video that plays": Place(VIDEO, click_place),
    "a video on the full screen": Place(
        VIDEO + "<script>place.onclick = () => place.requestFullscreen()</script>",
        click_place,
        "command",
    ),
    "a page that still loads": Place(
        "<p id=place>Words</p><script src='/places/never.js'></script><p>More</p>", click_page
    ),
    "a page that hangs": Place(
        "<script>addEventListener('click', () => { for (;;); })</script>",
        click_page,
        "command",
        "button",
    ),
}


HOLD_SECONDS = 8
"""So long a script of the page that still loads is on its way."""

FOCUSES = "<script>document.getElementById('place').focus()</script>"


def place_page(number: str, *, focused: bool = False) -> Response:
    """The page of the place at ``number``; ``focused``: it puts the focus there by itself."""
    if number == "never.js":
        time.sleep(HOLD_SECONDS)
        return Response(headers=(("Content-Type", "text/javascript"),))
    name, place = list(PLACES.items())[int(number)]
    if name == "a PDF":
        return Response(headers=(("Content-Type", "application/pdf"),), body=PDF)
    text = f"<!doctype html><html lang=en><title>Quiet Harbour: {name}</title>{place.body}"
    text += f"{FOCUSES if focused else ''}</html>"
    return Response(headers=(("Content-Type", "text/html; charset=utf-8"),), body=text.encode())
