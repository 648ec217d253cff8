"""The sites of the benchmark: one page with three ways out, under a listed and an unlisted name.

The page has a colour, and its frame (another origin) has another, so that the screen shows which of
them is to be seen. The page has it once GOV.UK's script is ready. GOV.UK Frontend is served as its
package has it.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from demo.exchange import Request, Response, Site, html
from tests.browser.support.screen import Colour

LISTED, UNLISTED, FRAME, OTHER = "helpline.test", "same.test", "widget.test", "innocent.test"
DECOY_HOST, DECOY_PATH = "www.bbc.com", "/weather"
DECOY: Final = f"https://{DECOY_HOST}{DECOY_PATH}"
PAGE_COLOUR: Final[Colour] = (230, 0, 120)
FRAME_COLOUR: Final[Colour] = (0, 90, 230)
DECOY_COLOUR: Final[Colour] = (0, 140, 60)

SLOW_SECONDS = 2.0
"""What a decoy takes to answer that is asked for as slow."""

PACKAGE = Path(__file__).parents[2] / "node_modules" / "govuk-frontend" / "dist" / "govuk"
PAGE = f"""<!doctype html>
<html lang=en class="govuk-template">
<script>document.documentElement.dataset.first = performance.now()</script>
<meta charset=utf-8><title>Quiet Harbour: somebody to talk to</title>
<link rel=stylesheet href="/govuk/govuk-frontend.min.css">
<style>
  html, body {{ margin: 0; height: 100%; overflow: hidden; }}
  main {{ position: absolute; inset: 0 auto 0 0; width: 400px; }}
  [data-ready] main {{ background: rgb{PAGE_COLOUR}; }}
  .govuk-exit-this-page {{ position: absolute; inset: 60px auto auto 0; margin: 0; }}
  #quick-exit {{ position: absolute; top: 200px; left: 0; width: 300px; height: 100px; }}
  iframe {{ position: absolute; left: 400px; top: 0; width: 600px; height: 100%; border: 0; }}
</style>
<body class="govuk-template__body">
<script>document.body.className += " js-enabled govuk-frontend-supported"</script>
<main>Words.</main>
<div class="govuk-exit-this-page" data-module="govuk-exit-this-page">
  <a href="{DECOY}" role="button" draggable="false" data-module="govuk-button"
   rel="nofollow noreferrer" class="govuk-button govuk-button--warning
   govuk-exit-this-page__button govuk-js-exit-this-page-button">
  <span class="govuk-visually-hidden">Emergency</span> Exit this page</a>
</div>
<a id="quick-exit" href="{DECOY}">Quick exit</a>
<iframe src="https://{FRAME}/" title="Chat"></iframe>
<script type=module>
  import {{ initAll }} from "/govuk/govuk-frontend.min.js";
  initAll();
  document.documentElement.dataset.ready = "yes";
</script>
</html>"""


def _coloured(title: str, colour: Colour) -> bytes:
    text = (
        f"<!doctype html><html lang=en><meta charset=utf-8><title>{title}</title>"
        f"<style>html {{ background: rgb{colour} }}</style><p>{title}</p></html>"
    )
    return text.encode()


def support_site(request: Request) -> Response:
    if request.path.startswith("/govuk/"):
        file = PACKAGE / request.path.removeprefix("/govuk/")
        kind = "text/css" if file.suffix == ".css" else "text/javascript"
        headers = (("Content-Type", kind), ("Cache-Control", "max-age=3600"))
        return Response(headers=headers, body=file.read_bytes())
    return html(PAGE)


def frame(_: Request) -> Response:
    return html(_coloured("Chat", FRAME_COLOUR).decode())


class Decoy:
    """The decoy; ``seconds`` is what it takes to answer."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self, _: Request) -> Response:
        time.sleep(self.seconds)
        headers = (("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store"))
        return Response(headers=headers, body=_coloured("Weather", DECOY_COLOUR))


def other(_: Request) -> Response:
    return html("<!doctype html><html lang=en><title>Recipes</title><p>Bread.</p></html>")


def hosts(decoy: Decoy) -> Mapping[str, Site]:
    return {
        LISTED: support_site,
        UNLISTED: support_site,
        FRAME: frame,
        OTHER: other,
        DECOY_HOST: decoy,
    }
