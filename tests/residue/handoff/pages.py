"""An unlisted page with every way from a page to a listed one, beside the rich listed site.

The hub is served ``no-store``: a page that names the listed site is itself a file that names it.
Its shortener may be kept, so that the redirect's own cache entry is looked for. The form to post is
on a page of its own: Chromium's session log keeps the address of every form of an open page.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from demo.exchange import Request, Response, Site
from tests.browser.support.pages import SITES as PLAIN_SITES
from tests.residue.pages import SITES as RICH_SITES
from tests.residue.words import HOST, QUERY, TITLE, TYPED

HUB, FORCE = "hub.test", "force.test"
"""An innocent site, and one of which only some pages are listed."""
LISTED_PATH = "/advice/followed"

PAGE = f"https://{HOST}/story/1?of={QUERY}"
HUB_PAGE = f"https://{HUB}/"
FORCE_PAGE = f"https://{FORCE}/"

RULES = json.dumps({"prerender": [{"urls": [PAGE]}], "prefetch": [{"urls": [PAGE]}]})
HUB_BODY = f"""
<p><a id=link href="{PAGE}">link</a> <a id=blank target=_blank href="{PAGE}">new tab</a>
<a id=plain href="http://{HOST}/story/1?of={QUERY}">by http</a></p>
<p><a id=short href="/go">short</a> <a id=innocent href="https://innocent.test/page/1">other</a></p>
<form id=get action="https://{HOST}/story/1"><input type=hidden name=of value={QUERY}>
<button id=search>Search</button></form>
<button id=script onclick="location = '{PAGE}'">script</button>
<button id=opens onclick="window.open('{PAGE}')">window</button>
"""
POST_BODY = f"""
<form id=post method=post action="https://{HOST}/posted"><input name=reply value={TYPED}>
<button id=send>Send</button></form>
"""
AHEAD_BODY = f"""
<link rel=prefetch href="{PAGE}"><link rel=prerender href="{PAGE}">
<script type=speculationrules>{RULES}</script><a id=link href="{PAGE}">link</a>
"""
IN_PAGE = f"""
document.getElementById("route").addEventListener("click", () => {{
  history.pushState({{}}, "", "{LISTED_PATH}/what?of={QUERY}");
  document.title = "{TITLE} route";
}});
document.getElementById("replace").addEventListener("click", () => {{
  history.replaceState({{}}, "", "{LISTED_PATH}/what?of={QUERY}");
}});
addEventListener("popstate", () => (document.title = "Force"));
"""


def hub(request: Request) -> Response:
    if request.path == "/go":
        return Response(302, (("Location", PAGE), ("Cache-Control", "max-age=86400")))
    return _page("Hub", {"/ahead": AHEAD_BODY, "/write": POST_BODY}.get(request.path, HUB_BODY))


def force(request: Request) -> Response:
    if request.path.startswith(LISTED_PATH):
        return _page(f"{TITLE} advice", "<p>Words.</p>")
    link = f'<a id=link href="{LISTED_PATH}/what?of={QUERY}">advice</a>'
    buttons = "<button id=route>route</button><button id=replace>replace</button>"
    return _page("Force", f"{link}{buttons}<script>{IN_PAGE}</script>")


def _page(title: str, body: str) -> Response:
    text = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>{body}'
    headers = (("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store"))
    return Response(200, headers, text.encode())


SITES: Mapping[str, Site] = {**PLAIN_SITES, **RICH_SITES, HUB: hub, FORCE: force}
