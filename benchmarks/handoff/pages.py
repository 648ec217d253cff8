"""The sites of the benchmark: one with a link, a listed one, one that is not, and their clocks."""

from __future__ import annotations

import time
from collections.abc import Mapping
from threading import Condition

from demo.exchange import Request, Response, Site

HUB, LISTED, UNLISTED = "hub.test", "quiet-harbour.test", "recipes.test"

PARTS: Mapping[str, int] = {"style": 8, "script": 20, "image": 20}
"""What an unlisted page loads besides itself: about as many files as the middle page of the web."""

ANSWER_SECONDS = 0.04
"""How long each answer to an unlisted page takes on its way, as on a usual line."""

NOTES_CLICK = """
addEventListener("click", (event) => {
  const url = document.documentElement.dataset.url;
  if (url) document.getElementById("link").href = url;
  window.clickedAt = Date.now() - (performance.now() - event.timeStamp);
}, true);
"""
"""The address is put in by the driver: a page that holds a listed one counts as its wrapper."""

TELLS_LOADED = """
addEventListener("load", () => {
  const ms = performance.now();
  fetch(`/loaded${location.search}&ms=${ms}`, { method: "POST", cache: "no-store" });
});
"""
STYLE = ".part-{number} {{ color: rgb({number}, 20, 60); margin: {number}px }}\n" * 40
SCRIPT = "globalThis.parts = (globalThis.parts ?? 0) + {number};\n" * 40
IMAGE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30">'
    '<circle cx="20" cy="15" r="{number}" fill="teal"/></svg>'
)
KINDS: Mapping[str, tuple[str, str]] = {
    "style": ("text/css", STYLE),
    "script": ("text/javascript", SCRIPT),
    "image": ("image/svg+xml", IMAGE),
}
TAGS: Mapping[str, str] = {
    "style": '<link rel=stylesheet href="/style/{number}">',
    "script": '<script defer src="/script/{number}"></script>',
    "image": '<img alt="" src="/image/{number}">',
}


class Clock:
    """When which address was first asked for, in seconds since the epoch, and the milliseconds
    that pages say they took.
    """

    def __init__(self) -> None:
        self._asked: dict[str, float] = {}
        self._loaded: dict[str, float] = {}
        self._changed = Condition()

    def sites(self) -> Mapping[str, Site]:
        return {HUB: self._hub, LISTED: self._listed, UNLISTED: self._unlisted}

    def asked(self, url: str, timeout: float = 15.0) -> float:
        """Wait until ``url`` has been asked for.

        Raises:
            TimeoutError: it was not.
        """
        return self._wait(self._asked, url, timeout)

    def loaded(self, url: str, timeout: float = 15.0) -> float:
        """Wait until the page at ``url`` has said how long it took.

        Raises:
            TimeoutError: it did not.
        """
        return self._wait(self._loaded, url, timeout)

    def _wait(self, told: dict[str, float], url: str, timeout: float) -> float:
        with self._changed:
            if not self._changed.wait_for(lambda: url in told, timeout):
                raise TimeoutError(f"nothing of {url} within {timeout} s")
            return told[url]

    def _tell(self, told: dict[str, float], url: str, value: float) -> None:
        with self._changed:
            told.setdefault(url, value)
            self._changed.notify_all()

    def _hub(self, request: Request) -> Response:
        return _page("Hub", f'<a id=link href="/next">link</a><script>{NOTES_CLICK}</script>')

    def _listed(self, request: Request) -> Response:
        self._tell(self._asked, _url(request), time.time())
        return _page("Quiet Harbour", "<p>Words.</p>")

    def _unlisted(self, request: Request) -> Response:
        _, kind, *rest = request.path.split("/")
        if kind == "loaded":
            url = f"https://{UNLISTED}/page?n={request.parameters['n']}"
            self._tell(self._loaded, url, float(request.parameters["ms"]))
            return Response(204)
        if kind in KINDS:
            time.sleep(ANSWER_SECONDS)
            content_type, body = KINDS[kind]
            return _answer(content_type, body.format(number=int(rest[0])))
        self._tell(self._asked, _url(request), time.time())
        time.sleep(ANSWER_SECONDS)
        tags = [
            TAGS[kind].format(number=n)
            for kind, count in PARTS.items()
            for n in range(1, count + 1)
        ]
        return _page("Recipes", f"<script>{TELLS_LOADED}</script>{''.join(tags)}<p>Soup.</p>")


def _url(request: Request) -> str:
    return f"https://{request.host}{request.path}?{request.query}"


def _page(title: str, body: str) -> Response:
    text = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>{body}'
    return _answer("text/html; charset=utf-8", text)


def _answer(content_type: str, body: str) -> Response:
    headers = (("Content-Type", content_type), ("Cache-Control", "no-store"))
    return Response(200, headers, body.encode())
