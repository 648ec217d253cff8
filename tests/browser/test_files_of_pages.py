"""Firefox: what listed pages load is kept out of the cache and stores no cookies, what other pages
load is left as it was; also while the event page sleeps.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from demo.exchange import Request, Response, html
from tests.browser.support.browser import Browser
from tests.browser.support.desk import Desk
from tests.browser.support.pages import HELPLINE, INNOCENT, POLICE, WIDGET
from tests.browser.support.sites import Sites
from tests.browser.support.waiting import until

STYLE = (
    ("Content-Type", "text/css"),
    ("Cache-Control", "max-age=86400"),
    ("Set-Cookie", "file=1; Max-Age=86400; Path=/; Secure; SameSite=None; Partitioned"),
)
FETCHES = """
const [url, done] = arguments;
fetch(url, { mode: "no-cors" }).then((answer) => answer.blob()).then(() => done());
"""
VISITS = count(1)


def site(request: Request) -> Response:
    """A file, a page that loads the file ``of`` names, or one that shows it in a frame."""
    _, kind, *_ = request.path.split("/")
    target = request.parameters.get("of", "")
    if kind == "file":
        return Response(200, STYLE, b"p { color: teal }")
    if kind == "around":
        return html(f'<!doctype html><title>Around</title><iframe src="{target}"></iframe>')
    return html(f'<!doctype html><title>Page</title><link rel=stylesheet href="{target}"><p>Words.')


@pytest.fixture
def browser_name() -> str:
    """Chromium writes its disk cache whatever the headers say (docs/traces.md)."""
    return "firefox"


@pytest.fixture
def sites() -> Iterator[Sites]:
    hosts = (HELPLINE, INNOCENT, POLICE, WIDGET)
    with Sites.start(dict.fromkeys(hosts, site)) as sites:
        yield sites


def is_cached(browser: Browser, page: str, file: str) -> bool:
    """Whether ``file``, which ``page`` loads, is asked for once in two visits to the page."""
    host, path = file.removeprefix("https://").split("/", 1)
    for _ in range(2):
        browser.open_tab(f"https://{page}?visit={next(VISITS)}&of={file}")
    asked = sum(seen.split("?")[0] == f"/{path}" for seen in browser.sites.asked(host))
    assert asked in (1, 2), "the file is asked for"
    return asked == 1


def fetch_twice(browser: Browser, name: str) -> None:
    for _ in range(2):
        browser.driver.execute_async_script(FETCHES, f"https://{WIDGET}/file/{name}")


def test_files_of_listed_pages_are_not_kept_and_those_of_others_are(
    browser: Browser, extension: Path
) -> None:
    browser.start(extension)
    desk = Desk(browser, extension)
    numbers = count(1)

    def file(host: str, folder: str = "file") -> str:
        return f"https://{host}/{folder}/{next(numbers)}"

    assert is_cached(browser, f"{INNOCENT}/page", file(WIDGET)), "an unlisted page's file is kept"
    assert not is_cached(browser, f"{INNOCENT}/page", file(HELPLINE)), "not one of a listed site"
    browser.kill_worker(extension)
    assert not is_cached(browser, f"{INNOCENT}/page", file(HELPLINE)), "nor after a sleep"

    assert not is_cached(browser, f"{HELPLINE}/page", file(WIDGET)), "nor a listed page's"
    until(desk.touched, "the visit has begun")
    assert not is_cached(browser, f"{POLICE}/advice/stalking/x", file(WIDGET)), "by its path too"
    assert is_cached(browser, f"{POLICE}/news/x", file(WIDGET)), "the rest of the site is as it was"
    assert is_cached(browser, f"{INNOCENT}/page", file(WIDGET)), "and so is everything else"


def test_a_tab_with_a_listed_page_is_covered_while_the_event_page_sleeps(
    browser: Browser, extension: Path
) -> None:
    browser.start(extension)
    desk = Desk(browser, extension)
    browser.open_tab(f"https://{POLICE}/advice/stalking/x?of=https://{WIDGET}/file/first")
    until(desk.touched, "the visit has begun")
    browser.kill_worker(extension)
    fetch_twice(browser, "late")
    assert browser.sites.asked(WIDGET).count("/file/late") == 2
    browser.open_tab(f"https://{INNOCENT}/page?of=https://{WIDGET}/file/second")
    fetch_twice(browser, "innocent")
    assert browser.sites.asked(WIDGET).count("/file/innocent") == 1


def test_a_listed_frame_in_another_page_is_covered_with_what_it_loads(
    browser: Browser, extension: Path
) -> None:
    browser.start(extension)
    Desk(browser, extension)
    frame = f"https://{POLICE}/advice/stalking/x?of=https://{WIDGET}/file/framed"
    for visit in range(2):
        browser.open_tab(f"https://{INNOCENT}/around?visit={visit}&of={frame}")
    assert browser.sites.asked(WIDGET).count("/file/framed") == 2
