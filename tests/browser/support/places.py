"""Where the keyboard's focus may be when somebody wants to leave: pages of the helpline, by name.

Each names the way out that works there: the key itself, or the browser's command.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from demo.exchange import Response

if TYPE_CHECKING:  # the sites serve these pages, the browsers need the sites
    from tests.browser.support.browser import Browser
    from tests.browser.support.display import Display

FRAME = "<p><input id=inner autofocus></p><script>document.getElementById('inner').focus()</script>"
PDF = base64.b64decode(
    "JVBERi0xLjQKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZy9QYWdlcyAyIDAgUj4+ZW5kb2JqCjIgMCBvYmo8PC9UeXBlL1Bh"
    "Z2VzL0tpZHNbMyAwIFJdL0NvdW50IDE+PmVuZG9iagozIDAgb2JqPDwvVHlwZS9QYWdlL1BhcmVudCAyIDAgUi9NZWRp"
    "YUJveFswIDAgMjAwIDIwMF0+PmVuZG9iagp0cmFpbGVyPDwvUm9vdCAxIDAgUj4+Cg=="
)


def nothing(_: Browser, __: Display) -> None:
    """The page has put the focus where it belongs."""


def click_place(browser: Browser, _: Display) -> None:
    browser.click("#place")


def keys(*pressed: str) -> Callable[[Browser, Display], None]:
    return lambda _, display: display.key(*pressed)


@dataclass(frozen=True)
class Place:
    """``body``: the page's; ``go``: what a person does to get the focus there; ``way``: out."""

    body: str
    go: Callable[[Browser, Display], None] = nothing
    way: Literal["key", "command"] = "key"


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
}


def place_page(number: str) -> Response:
    """The page of the place at ``number``."""
    name, place = list(PLACES.items())[int(number)]
    if name == "a PDF":
        return Response(headers=(("Content-Type", "application/pdf"),), body=PDF)
    text = f"<!doctype html><html lang=en><title>Quiet Harbour: {name}</title>{place.body}</html>"
    return Response(headers=(("Content-Type", "text/html; charset=utf-8"),), body=text.encode())
