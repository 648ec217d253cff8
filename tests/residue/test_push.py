"""A site that keeps its storage may leave a worker in the browser, which its server can wake. After
an escape nothing wakes it: a notification would name the site.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.exchange import Request, Response
from tests.browser.support.browser import Browser
from tests.browser.support.sites import Sites
from tests.browser.support.waiting import holds, until
from tests.residue.measure import listing_companion
from tests.residue.pages import SITES
from tests.residue.push import pushes
from tests.residue.scenario import Run
from tests.residue.search import search
from tests.residue.stores import store_of
from tests.residue.words import HOST, TITLE

LATER_SECONDS = 10.0
"""So long after the escape the message is pushed."""
WAKING_SECONDS = 5.0
"""A worker that is there is woken within a second or two."""
KEEPS_RECORD = {"firefox"}
"""Where a subscription is a record of the browser's own; Chromium is handed the message when it has
come (``push.py``).
"""

PAGE = f"""<!doctype html><title>{TITLE} messages</title><script>
navigator.serviceWorker.register("/worker.js");
navigator.serviceWorker.ready.then(() => {{
  document.documentElement.dataset.ready = "yes";
}});
</script>"""
WORKER = """
self.addEventListener("push", (event) => event.waitUntil(fetch("/heard")));
"""


def messages(request: Request) -> Response:
    """A page with a worker, which tells when it hears a message."""
    kind, body = "text/html", PAGE
    if request.path == "/worker.js":
        kind, body = "text/javascript", WORKER
    return Response(headers=(("Content-Type", kind),), body=body.encode())


@pytest.fixture(scope="module")
def sites() -> Iterator[Sites]:
    with Sites.start({**SITES, HOST: messages}) as sites:
        yield sites


@pytest.fixture(scope="module")
def extensions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    with listing_companion(keeps_storage=True) as companion:
        yield companion.build(tmp_path_factory.mktemp("packages"))


def is_heard(sites: Sites) -> bool:
    return "/heard" in sites.asked(HOST)


def is_on_record(browser: Browser) -> bool:
    """Whether a live row of the browser's subscriptions names the site."""
    hits = search(browser.place.data)
    return any(hit.live for hit in hits if store_of(browser.name, hit.path) == "Push subscriptions")


@pytest.mark.parametrize(
    "installed",
    [True, pytest.param(False, marks=pytest.mark.long)],
    ids=["installed", "nothing installed"],
)
def test_a_message_pushed_ten_seconds_after_an_escape_wakes_nothing(
    installed: bool, browser: Browser, extension: Path, sites: Sites
) -> None:
    run = Run(browser, extension if installed else None)
    browser.start(*([extension] if installed else []))
    run.open_desk()
    with pushes(browser) as pushed:
        browser.open_tab(f"https://{HOST}/")
        browser.wait_ready()
        pushed.subscribe()
        pushed.send()
        until(lambda: is_heard(sites), "the worker hears a message while the page is open")
        if run.desk:
            run.escape()
            run.desk.wait_swept()
        else:
            run.close_tabs()
        time.sleep(LATER_SECONDS)
        sites.forget()
        pushed.send()
        if installed:
            holds(lambda: not is_heard(sites), "nothing is heard", WAKING_SECONDS)
        else:
            until(lambda: is_heard(sites), "the worker hears it, with no page open")
    browser.quit()
    assert is_on_record(browser) == (not installed and browser.name in KEEPS_RECORD)
