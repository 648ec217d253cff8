"""A listed site that leaves every trace that a site can leave, and the search page that leads to
it.
"""

from __future__ import annotations

import gzip
import io
import wave
from collections.abc import Mapping
from html import escape
from http import HTTPStatus

from demo.exchange import Request, Response, Site, redirect
from tests.browser.support.pages import ICON, innocent, weather
from tests.residue import page_scripts
from tests.residue.words import COOKIE, DECOY, FRAME, HOST, INNOCENT, QUERY, SEARCH, STORED, TITLE

KEEP = ("Cache-Control", "max-age=86400")
HOME_HEADERS = (
    ("Set-Cookie", f"{COOKIE}=1; Max-Age=86400; Path=/; Secure"),
    ("Strict-Transport-Security", "max-age=31536000"),
    ("Alt-Svc", 'h3=":443"; ma=86400'),
    (
        "Report-To",
        f'{{"group":"g","max_age":86400,"endpoints":[{{"url":"https://{HOST}/report"}}]}}',
    ),
    ("NEL", '{"report_to":"g","max_age":86400,"success_fraction":1.0}'),
)
LINKS = (
    ("moved", "/moved"),
    ("story", "/story/1"),
    ("hash", "#part"),
    ("missing", "/missing"),
    ("chat", "/chat"),
    ("other", "/other"),
    ("form", "/form"),
    ("file", "/file"),
)
HOME_BODY = (
    "".join(f'<p><a id="{name}" href="{path}">{name}</a></p>' for name, path in LINKS)
    + '<button id="push">push</button><button id="opens">open</button>'
    '<button id="plays">play</button><audio id="sound" src="/sound.wav" loop></audio>'
    '<img src="/picture.png" alt=""><p id="part">part</p>'
)
FORM = (
    '<form id="get" action="/sent"><input id="story" name="story" aria-label="Story">'
    '<button id="send">Send</button></form>'
    '<form id="post" action="/posted" method="post"><input id="reply" name="reply"'
    ' aria-label="Reply"><button id="answer">Send</button></form>'
)


def page(
    name: str,
    body: str,
    *,
    script: str = "",
    status: int = 200,
    headers: tuple[tuple[str, str], ...] = (),
) -> Response:
    """A page with a title and an icon of its own, compressed as most sites send them."""
    text = (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        f"<title>{TITLE} {escape(name)}</title>"
        f'<link rel="icon" type="image/png" href="/icon/{escape(name)}.png">'
        '<link rel="stylesheet" href="/style.css"><script src="/long.js"></script>'
        f"<h1>{TITLE} {escape(name)}</h1>{body}<p><a id=home href=/>home</a></p>"
        f"<script>{script}</script></html>"
    )
    kind = ("Content-Type", "text/html; charset=utf-8")
    return Response(
        status, (kind, ("Content-Encoding", "gzip"), *headers), gzip.compress(text.encode())
    )


def listed(request: Request) -> Response:
    asset = ASSETS.get(request.path)
    if request.path.startswith("/icon/"):
        asset = ("image/png", ICON)
    if asset:
        return Response(headers=(("Content-Type", asset[0]), KEEP), body=asset[1])
    match request.path:
        case "/":
            scripts = page_scripts.WRITES_EVERYTHING + page_scripts.MOVES_IN_PAGE
            return page("home", HOME_BODY, script=scripts, headers=HOME_HEADERS)
        case "/moved":
            return redirect("/meta", HTTPStatus.MOVED_PERMANENTLY)
        case "/meta":
            return page("meta", '<meta http-equiv="refresh" content="0;url=/jump">')
        case "/jump":
            return page("jump", "", script='location.replace("/arrived");')
        case "/chat":
            return page(
                "chat", f'<iframe id="widget" src="https://{FRAME}/" title="Chat"></iframe>'
            )
        case "/form" | "/sent":
            return page(request.path.strip("/"), FORM)
        case "/file":
            disposition = ("Content-Disposition", 'attachment; filename="plan.bin"')
            return Response(
                headers=(("Content-Type", "application/octet-stream"), disposition), body=b"plan"
            )
        case "/arrived" | "/story/1" | "/story/2" | "/opened" | "/other" | "/posted" | "/pushed":
            following = '<p><a id="next" href="/story/2">next</a></p>'
            return page(request.path.strip("/").replace("/", "-"), following)
        case _:
            return page("missing", "", status=HTTPStatus.NOT_FOUND)


def frame(_: Request) -> Response:
    headers = (
        ("Content-Type", "text/html; charset=utf-8"),
        (
            "Set-Cookie",
            f"{COOKIE}server=1; Max-Age=86400; Path=/; Secure; SameSite=None; Partitioned",
        ),
    )
    text = (
        f"<!doctype html><title>Chat</title><input><script>{page_scripts.STORES_IN_FRAME}</script>"
    )
    return Response(headers=headers, body=text.encode())


def search(request: Request) -> Response:
    """Results lead through a redirect, as search engines do; the page's own text names the site."""
    if request.path == "/out":
        return redirect(request.parameters["u"])
    text = (
        f"<!doctype html><title>{escape(request.parameters.get('q', ''))} - Search</title>"
        f'<p><a id="result" href="/out?u=https://{HOST}/">{HOST}</a></p>'
    )
    return Response(headers=(("Content-Type", "text/html; charset=utf-8"),), body=text.encode())


def _sound() -> bytes:
    """Ten seconds of a quiet tone: shorter or silent media is not counted as played."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(bytes(128 + (index // 20 % 2) * 20 for index in range(80_000)))
    return out.getvalue()


ASSETS: Mapping[str, tuple[str, bytes]] = {
    "/style.css": ("text/css", b"h1 { color: #245; }"),
    "/long.js": ("text/javascript", page_scripts.LONG_SCRIPT.encode()),
    "/worker.js": ("text/javascript", page_scripts.WORKER.encode()),
    "/cached.txt": ("text/plain", STORED.encode()),
    "/picture.png": ("image/png", ICON),
    "/sound.wav": ("audio/wav", _sound()),
}

SITES: Mapping[str, Site] = {
    SEARCH: search,
    HOST: listed,
    FRAME: frame,
    INNOCENT: innocent,
    DECOY: weather,
}

RESULTS = f"https://{SEARCH}/results?q={QUERY}"
HOME = f"https://{HOST}/"
