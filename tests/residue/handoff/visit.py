"""The rich visit where the hand-off takes it, and the same visit where nothing is installed."""

from __future__ import annotations

from tests.browser.support.browser import Browser
from tests.browser.support.waiting import until
from tests.residue.handoff.run import Handing
from tests.residue.handoff.ways import WAYS, Way
from tests.residue.search import search
from tests.residue.stores import store_of
from tests.residue.visit import listed_tabs, make_visit, wait_stored

LINK = WAYS[0]
AHEAD = "fetched and rendered ahead"


def visit_privately(handing: Handing) -> None:
    """From an innocent page into the private window, everything that people do on the site there,
    then in by every other way.
    """
    handing.take([LINK])
    browser = handing.browser
    (private,) = listed_tabs(browser)
    browser.driver.switch_to.window(private)
    make_visit(browser, private=True)
    handing.take(WAYS[1:])


def visit_unprotected(browser: Browser) -> None:
    """The same, in a browser with nothing installed; all listed tabs are closed at the end."""
    browser.driver.switch_to.new_window("tab")
    make_visit(browser)
    browser.driver.switch_to.new_window("tab")
    source = browser.driver.current_window_handle
    for way in WAYS:
        # without an extension what is announced is fetched, which that way would not let pass
        if way.only in ("", browser.name) and way.name != AHEAD:
            browser.driver.switch_to.window(source)
            browser.open(way.start)
            browser.sites.forget()
            way.act(browser)
            _wait_shown(browser, way)
    wait_stored(browser)
    for handle in listed_tabs(browser):
        browser.driver.switch_to.window(handle)
        browser.driver.close()
    browser.driver.switch_to.window(browser.driver.window_handles[0])


def _wait_shown(browser: Browser, way: Way) -> None:
    def is_shown() -> bool:
        shown = any(way.path in tab.url for tab in browser.tabs())
        return shown and way.path in browser.sites.asked(way.host)

    until(is_shown, f"{way.name}: the page is shown")


def stores_naming(browser: Browser) -> set[str]:
    return {store_of(browser.name, hit.path) for hit in search(browser.place.data)}
