"""What the test sites say, host by host: pure functions from a request to a page.

Every page has a title of its own, so that a title found in a browser's files names the page that
left it there. Pages that write something say when they have written it: their root element then
carries ``data-ready``.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from html import escape
from http import HTTPStatus

from demo.exchange import Request, Response, Site, redirect
from tests.browser.support import banner, keys, watching
from tests.browser.support.framework_page import package_file
from tests.browser.support.frameworks import framework
from tests.browser.support.hostile import hostile
from tests.browser.support.places import place_page
from tests.browser.support.storage_pages import storage_page

SEARCH, HELPLINE, WIDGET = "search.test", "helpline.test", "widget.test"
POLICE, WEATHER, INNOCENT = "police.test", "weather.test", "innocent.test"
DEFAULT_DECOY = "www.bbc.com"
COUNCIL = "council.test"
"""An ordinary site; only its subdomain ``support`` is listed."""
QUIET, ARCHIVE = "quiet.test", "web.archive.org"

SEARCH_TERM = "how to leave safely"
"""A search for it counts as part of a visit, whatever comes of it."""

HELPLINE_WORDS = ("helpline.test", "Quiet Harbour")
"""What a trace of a visit to the helpline would show: its host, and words of all its titles."""

ICON = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAFklEQVR42mMwSJhAEmIY1TCqYfhqAAC82CAQcG9bKwAAAABJRU5ErkJggg=="
)

WRITES_STORAGE = """
document.cookie = "%(name)s-script=1; max-age=86400; path=/; secure";
localStorage.setItem("%(name)s-local", "%(name)s value");
sessionStorage.setItem("%(name)s-session", "%(name)s value");
const opening = indexedDB.open("%(name)s-database", 1);
opening.onupgradeneeded = () => {
  opening.result.createObjectStore("things").put("%(name)s value", "key");
};
opening.onsuccess = () => {
  opening.result.close();
  document.documentElement.dataset.ready = "yes";
};
"""

MOVES_IN_PAGE = """
document.getElementById("in-page").addEventListener("click", (event) => {
  event.preventDefault();
  history.pushState({}, "", event.target.href);
  document.title = "Quiet Harbour: reading in the same page";
});
"""

HEARS_KEYS = """
addEventListener("keydown", (event) => { document.documentElement.dataset.key = event.key; }, true);
"""


def page(
    title: str, body: str, *, script: str = "", status: int = HTTPStatus.OK, cookie: str = ""
) -> Response:
    """A whole page without caching headers, so that browsers keep it as they like; ``script`` runs
    at its end.
    """
    text = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<link rel="icon" href="/favicon.ico"><h1>{escape(title)}</h1>{body}'
        f"<script>{script}</script></html>"
    )
    headers = (
        ("Content-Type", "text/html; charset=utf-8"),
        *((("Set-Cookie", cookie),) if cookie else ()),
    )
    return Response(status, headers, text.encode())


def search(request: Request) -> Response:
    if request.path == "/out":
        return redirect(request.parameters["u"])
    if request.path == "/results":
        return page(
            f"{request.parameters.get('q', '')} at Search",
            f'<p><a id="helpline" href="/out?u=https://{HELPLINE}/">Somebody to talk to</a></p>'
            f'<p><a id="police" href="/out?u=https://{POLICE}/advice/stalking/x">Advice</a></p>'
            f'<p><a id="innocent" href="/out?u=https://{INNOCENT}/">Something else</a></p>',
        )
    return page(
        "Search", '<form action="/results"><input id="q" name="q" aria-label="Search"></form>'
    )


def helpline(request: Request) -> Response:
    match request.path:
        case "/":
            body = (
                '<p><a id="in-page" href="/reading">Read</a></p>'
                '<p><a id="missing" href="/missing">An old page</a></p>'
                '<p><a id="chat" href="/chat">Chat</a> <a id="form" href="/form">Write</a></p>'
                '<p><a id="elsewhere" href="https://innocent.test/">Elsewhere</a></p>'
                '<input id="name" aria-label="Name">'
            )
            script = WRITES_STORAGE % {"name": "harbour"} + MOVES_IN_PAGE + HEARS_KEYS
            cookie = "harbour-server=1; Max-Age=86400; Path=/; Secure"
            return page("Quiet Harbour: home", body, script=script, cookie=cookie)
        case "/reading":
            return page("Quiet Harbour: reading", "<p>Words.</p>", script=HEARS_KEYS)
        case "/chat":
            body = f'<iframe id="widget" src="https://{WIDGET}/" title="Chat"></iframe>'
            return page("Quiet Harbour: chat", body, script=HEARS_KEYS)
        case "/form":
            body = (
                '<form action="/sent"><input id="name" name="name" aria-label="Name">'
                '<textarea id="story" aria-label="Story"></textarea><button>Send</button></form>'
            )
            return page("Quiet Harbour: write to us", body, script=HEARS_KEYS)
        case "/banner":
            return page(banner.TITLE, banner.BODY)
        case "/watching":
            return page(watching.TITLE, watching.BODY, script=watching.TELLS)
        case "/file.bin":
            return watching.slow_file()
        case "/sent":
            return page("Quiet Harbour: thank you", "<p>Thank you.</p>")
        case place if place.startswith("/hostile/"):
            return hostile(place.removeprefix("/hostile/"))
        case place if place.startswith("/places/"):
            focused = "focus" in request.parameters
            return place_page(place.removeprefix("/places/"), focused=focused)
        case place if place.startswith("/framework/"):
            return framework(place.removeprefix("/framework/"))
        case place if place.startswith("/npm/"):
            return package_file(place.removeprefix("/npm/"))
        case place if place.startswith("/storage"):
            return storage_page(place.removeprefix("/storage/"))
        case "/hop":
            return redirect("/hop/again")
        case "/hop/again":
            return redirect("/reading")
        case _:
            return page(
                "Quiet Harbour: no such page",
                "<p>Nothing here.</p>",
                script=HEARS_KEYS,
                status=HTTPStatus.NOT_FOUND,
            )


def widget(_: Request) -> Response:
    return page("Widget", '<input id="message" aria-label="Message">', script=HEARS_KEYS)


def police(request: Request) -> Response:
    cookie = "police-server=1; Max-Age=86400; Path=/; Secure"
    script = 'document.cookie = "police-script=1; max-age=86400; path=/; secure";' + HEARS_KEYS
    title = {
        "/": "County police",
        "/report/lost-property": "County police: lost property",
        "/advice/stalking": "County police: being followed",
        "/advice/stalking/x": "County police: being followed, what to do",
        "/advice/stalkingx": "County police: another page",
    }.get(request.path)
    if title is None:
        return page("County police: no such page", "", status=HTTPStatus.NOT_FOUND)
    body = (
        '<p><a id="lost" href="/report/lost-property">Lost property</a></p>'
        '<p><a id="advice" href="/advice/stalking/x">Advice</a></p>'
    )
    return page(title, body, script=script, cookie=cookie)


def quiet(_: Request) -> Response:
    """On nobody's list: it asks by itself that nothing be kept."""
    cookie = "quiet-server=1; Max-Age=86400; Path=/; Secure"
    script = WRITES_STORAGE % {"name": "quiet"} + HEARS_KEYS
    asked = page("Calm Meadow", "<p>Words.</p>", script=script, cookie=cookie)
    return Response(asked.status, (*asked.headers, ("Request-OTR", "1")), asked.body)


def archive(request: Request) -> Response:
    return page("A copy of a page", f"<p>{escape(request.path)}</p>", script=HEARS_KEYS)


def weather(_: Request) -> Response:
    return page("Weather", "<p>Sunny.</p>", script=HEARS_KEYS)


def innocent(request: Request) -> Response:
    place = request.path
    if place == "/file.bin":
        return watching.slow_file()
    if place == "/slow.png":
        return Response(headers=(("Content-Type", "image/png"),), body=ICON, seconds=30.0)
    if place == "/loading":
        return page("Recipes: keys", keys.LOADING)
    if place == "/leads-on":
        return page("Recipes: moved", "", script="location.replace('/page/2');")
    if place == "/keys":
        return page("Recipes: keys", keys.BODY, script=keys.SCRIPT)
    if place == "/":
        script = WRITES_STORAGE % {"name": "innocent"} + HEARS_KEYS
        cookie = "innocent-server=1; Max-Age=86400; Path=/; Secure"
        return page(
            "Recipes", '<p><a id="next" href="/page/1">Page 1</a></p>', script=script, cookie=cookie
        )
    if place.startswith("/framework/"):
        return framework(place.removeprefix("/framework/"))
    if place.startswith("/npm/"):
        return package_file(place.removeprefix("/npm/"))
    if place.startswith("/storage"):
        return storage_page(place.removeprefix("/storage/"))
    if place.startswith("/page/"):
        return page(
            f"Recipes: page {place.removeprefix('/page/')}", "<p>Bread.</p>", script=HEARS_KEYS
        )
    return page("Recipes: no such page", "", status=HTTPStatus.NOT_FOUND)


def _with_icon(site: Site) -> Site:
    def answer(request: Request) -> Response:
        if request.path == "/favicon.ico":
            return Response(headers=(("Content-Type", "image/png"),), body=ICON)
        return site(request)

    return answer


SITES: Mapping[str, Site] = {
    host: _with_icon(site)
    for host, site in {
        SEARCH: search,
        HELPLINE: helpline,
        WIDGET: widget,
        POLICE: police,
        QUIET: quiet,
        ARCHIVE: archive,
        WEATHER: weather,
        DEFAULT_DECOY: weather,
        INNOCENT: innocent,
    }.items()
}
