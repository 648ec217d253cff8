"""The throw-away container where private windows are not allowed (Firefox).

It is gone with the visit, and no file names that.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.support.browser import Browser
from tests.browser.support.desk import Desk
from tests.browser.support.waiting import until
from tests.residue.handoff.forbidden import forbidden_containers
from tests.residue.handoff.pages import HUB_PAGE
from tests.residue.handoff.run import QUESTION, files_naming
from tests.residue.handoff.ways import WAYS, Way
from tests.residue.scenario import COMMIT_SECONDS
from tests.residue.visit import INNOCENT_PAGE, listed_tabs, make_visit
from tests.residue.words import HOST

LINK = WAYS[0]
DEFAULT_STORE = "firefox-default"
ENTRIES = ("profile/cache2/entries/", "profile/cache2/doomed/")
RESPONSE = b"response-head"
"""Firefox's name for an answer's headers in an entry of its cache."""


@pytest.fixture
def browser_name() -> str:
    """Chromium has no containers."""
    return "firefox"


@pytest.fixture
def contained(browser: Browser, extension: Path) -> Contained:
    browser.start(extension, observer=False)
    return Contained(browser, extension)


class Contained:
    """``browser`` opens listed pages in a container; private windows are not allowed."""

    def __init__(self, browser: Browser, extension: Path) -> None:
        self.browser = browser
        browser.driver.switch_to.window(browser.driver.window_handles[0])
        self.desk = Desk(browser, extension)
        browser.driver.switch_to.new_window("tab")
        self.source = browser.driver.current_window_handle

    def switch_on(self) -> None:
        self.desk.tick("container")
        until(lambda: "open in a container" in self.desk.reads(), "the options say so")

    def tabs(self) -> list[dict[str, Any]]:
        """Those in a container."""
        with self.desk.here() as page:
            tabs = list(page.call("tabs.query", {}))
        return [tab for tab in tabs if tab["cookieStoreId"] != DEFAULT_STORE]

    def open_beside(self) -> int:
        """Open a page that is not listed in the container too; gives the tab's id."""
        store = self.tabs()[0]["cookieStoreId"]
        with self.desk.here() as page:
            tab = page.call("tabs.create", {"cookieStoreId": store, "url": HUB_PAGE})
        return int(tab["id"])

    def cookies(self, store: str) -> list[dict[str, Any]]:
        with self.desk.here() as page:
            return list(page.call("cookies.getAll", {"storeId": store}))

    def containers(self) -> list[dict[str, Any]]:
        with self.desk.here() as page:
            return list(page.call("contextualIdentities.query", {}))

    def take(self, ways: Iterable[Way]) -> None:
        for way in ways:
            self.open_by(way)
            assert self.browser.sites.asked(way.host).count(way.path) == 1, way.name
            self.browser.driver.switch_to.window(self.source)
            assert self.browser.driver.current_url == way.start, way.name

    def open_by(self, way: Way) -> None:
        browser = self.browser
        browser.driver.switch_to.window(self.source)
        before = len(self.tabs())
        browser.sites.forget()
        browser.open(way.start)
        self.source = browser.driver.current_window_handle
        way.act(browser)
        what = f"{way.name}: a tab of the container shows the page"
        until(lambda: len(self.tabs()) > before and self.shows(way), what)

    def visit(self) -> None:
        """Do in the container's tab what people do on a site."""
        (reading,) = listed_tabs(self.browser)
        self.browser.driver.switch_to.window(reading)
        make_visit(self.browser, private=True)

    def ask(self, way: Way) -> str:
        """Take ``way``, and wait for the question; gives its text. It is the tab driven then."""
        browser = self.browser
        browser.driver.switch_to.window(self.source)
        browser.open(way.start)
        way.act(browser)
        (question,) = until(
            lambda: [tab for tab in browser.tabs() if tab.url.endswith(QUESTION)],
            "the question is there",
        )
        browser.driver.switch_to.window(question.handle)
        says = "return document.body.innerText"
        until(lambda: "container" in browser.script(says), "it says where the page would open")
        return str(browser.script(says))

    def shows(self, way: Way) -> bool:
        return any(way.path in tab["url"] and tab["status"] == "complete" for tab in self.tabs())

    def leave(self) -> None:
        """Press the key on a listed page, and wait until all is erased."""
        browser = self.browser
        browser.driver.switch_to.window(listed_tabs(browser)[0])
        until(lambda: browser.script("return document.readyState === 'complete'"), "it is loaded")
        browser.press()
        browser.driver.switch_to.window(self.desk.handle)
        until(lambda: not self.tabs(), "the container's tabs are closed")
        browser.driver.switch_to.window(self.source)
        self.desk.wait_swept()


@pytest.mark.long
def test_every_way_in_leads_to_the_container_and_no_file_names_the_visit(
    browser: Browser, contained: Contained
) -> None:
    kept = contained.containers()
    contained.switch_on()
    contained.take([LINK])
    contained.visit()
    contained.take(way for way in WAYS[1:] if way.only in ("", "firefox"))
    contained.leave()
    assert contained.containers() == kept, "no other container, and not this one any more"
    browser.quit()
    assert beyond_cut_off_loads(browser) == {}


@pytest.mark.long
def test_after_a_sudden_end_the_next_start_throws_the_container_away(
    browser: Browser, extension: Path, contained: Contained
) -> None:
    kept = contained.containers()
    contained.switch_on()
    contained.take([LINK])
    contained.visit()
    time.sleep(COMMIT_SECONDS)  # what the browser writes late is written
    browser.kill()
    browser.restart()
    again = Contained(browser, extension)
    again.desk.wait_swept()
    until(lambda: again.containers() == kept, "the container is gone")
    browser.quit()
    assert beyond_cut_off_loads(browser) == {}


@pytest.mark.long
def test_who_wants_to_be_asked_is_asked_and_no_file_names_the_page(
    browser: Browser, contained: Contained
) -> None:
    browser.driver.switch_to.new_window("tab")
    browser.open(INNOCENT_PAGE)
    browser.driver.close()
    kept = contained.containers()
    others = [DEFAULT_STORE, *(container["cookieStoreId"] for container in kept)]
    assert len(others) > 1, "the browser's own containers are there"
    for store in others:
        with contained.desk.here() as page:
            cookie = {"url": HUB_PAGE, "storeId": store, "name": "own", "value": "1"}
            page.call("cookies.set", cookie)
    contained.switch_on()
    contained.desk.choose("handoff", "ask")
    assert "In a container" in contained.ask(LINK)
    browser.click("[data-answer=private]")
    until(lambda: contained.shows(LINK), "a tab of the container shows the page")
    contained.open_beside()
    contained.leave()
    assert contained.containers() == kept
    for store in others:
        assert len(contained.cookies(store)) == 1, f"the cookie in {store} stays"
    closed = str(contained.desk.recently_closed())
    assert INNOCENT_PAGE in closed, "what else was closed stays"
    browser.quit()
    assert files_naming(browser) == {}


def test_a_page_that_is_not_listed_keeps_the_container_until_it_is_closed(
    browser: Browser, contained: Contained
) -> None:
    kept = contained.containers()
    contained.switch_on()
    contained.take([LINK])
    (reading,) = listed_tabs(browser)
    beside = contained.open_beside()
    browser.driver.switch_to.window(reading)
    browser.driver.close()
    contained.desk.wait_swept()
    assert len(contained.containers()) == len(kept) + 1
    with contained.desk.here() as page:
        page.call("tabs.remove", beside)
    until(lambda: contained.containers() == kept, "it goes with its last tab")
    assert HOST not in str(contained.tabs())


def test_without_the_choice_no_container_is_made(browser: Browser, contained: Contained) -> None:
    kept = contained.containers()
    browser.driver.switch_to.window(contained.source)
    browser.open(HUB_PAGE)
    browser.click("#link")
    until(lambda: listed_tabs(browser), "it opens as ever")
    assert not contained.tabs()
    assert contained.containers() == kept


@pytest.mark.long
def test_where_a_policy_forbids_containers_the_page_opens_as_ever(
    browser: Browser, extension: Path, contained: Contained
) -> None:
    contained.switch_on()
    browser.quit()
    with forbidden_containers(browser):
        browser.restart()
    again = Contained(browser, extension)
    browser.driver.switch_to.window(again.source)
    browser.open(HUB_PAGE)
    browser.sites.forget()
    browser.click("#link")
    until(lambda: listed_tabs(browser), "it opens as ever")
    assert browser.sites.asked(HOST).count(LINK.path) == 1
    assert not again.tabs()
    text = again.desk.reads()
    assert "open in a container" not in text
    assert "not allowed in private windows" in text


def beyond_cut_off_loads(browser: Browser) -> dict[str, list[str]]:
    """Files that name the visit, but for cache entries without an answer: an icon whose loading was
    cut off leaves its address there, before a header can forbid it (docs/traces.md, HTTP cache).
    """
    named = files_naming(browser)
    cut_off = [
        path
        for path in named
        if path.startswith(ENTRIES) and RESPONSE not in (browser.place.data / path).read_bytes()
    ]
    print(f"cut off: {len(cut_off)}")
    return {path: kinds for path, kinds in named.items() if path not in cut_off}
