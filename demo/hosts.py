"""The demo hosts and what each of them does besides showing its pages."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from http import HTTPStatus
from urllib.parse import quote

from demo.exchange import Request, Response, Site, html, redirect
from demo.folder import Folder

HELPLINE = Folder("helpline")
POLICE = Folder("police")
SEARCH = Folder("search")
YEAR_SECONDS = 31_536_000

RESULTS = (
    (
        "https://helpline.test/",
        "Harbour Line: free and confidential support",
        "Talk to somebody who listens, day and night. Signs of control, planning, getting help.",
    ),
    (
        "https://police.test/advice/stalking/",
        "Stalking and harassment | Northmoor Police",
        "What stalking is, how to keep a record of it, and how to report it online or by phone.",
    ),
    (
        "https://police.test/report/lost-property",
        "Report lost property | Northmoor Police",
        "Tell us what you lost and where. It takes about five minutes.",
    ),
    (
        "https://weather.test/",
        "Northmoor weather: today and the next five days",
        "Hourly forecast for Northmoor: temperature, rain and wind.",
    ),
)


def helpline(request: Request) -> Response:
    """Wholly sensitive: sets a cookie, takes a form, and answers `/old-home` by a redirect."""
    if request.path == "/old-home":
        return redirect("/", HTTPStatus.MOVED_PERMANENTLY)
    if request.path == "/contact" and request.method == "POST":
        return redirect("/contact/thanks", HTTPStatus.SEE_OTHER)
    return _with_cookie(HELPLINE(request), request, "harbour_visitor=b41c9e")


def police(request: Request) -> Response:
    """An ordinary site, sensitive under ``/advice/stalking`` only; its cookie serves every page."""
    if request.path == "/report/lost-property" and request.method == "POST":
        return redirect("/report/thanks", HTTPStatus.SEE_OTHER)
    return _with_cookie(POLICE(request), request, "northmoor_consent=essential")


def search(request: Request) -> Response:
    """A search engine: results lead through ``/out?u=…``, a redirect, to the page."""
    if request.path == "/out":
        known = request.parameters.get("u") in {url for url, _, _ in RESULTS}
        return redirect(request.parameters["u"] if known else "/")
    if request.path == "/search":
        return _results(request.parameters.get("q", ""))
    return SEARCH(request)


def _results(query: str) -> Response:
    items = "".join(
        f'<li><a href="/out?u={quote(url, safe="")}"><cite>{escape(url)}</cite>'
        f"<h2>{escape(name)}</h2></a>"
        f"<p>{escape(text)}</p></li>"
        for url, name, text in RESULTS
    )
    page = SEARCH.page("/results", query=query)
    return html(page.body.decode().replace("<!-- results -->", items))


def _with_cookie(response: Response, request: Request, cookie: str) -> Response:
    if "cookie" in request.headers or request.path.endswith((".css", ".js", ".svg")):
        return response
    header = ("Set-Cookie", f"{cookie}; Path=/; Secure; SameSite=Lax; Max-Age={YEAR_SECONDS}")
    return Response(response.status, (*response.headers, header), response.body)


DEMO_HOSTS: Mapping[str, Site] = {
    "helpline.test": helpline,
    "police.test": police,
    "search.test": search,
    "weather.test": Folder("weather"),
    "widget.test": Folder("widget"),
}
