"""Every way to a listed page leads to a private window, and the normal profile names it nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.support.browser import Browser
from tests.browser.support.desk import Desk
from tests.browser.support.waiting import until
from tests.residue.handoff.pages import FORCE_PAGE, HUB_PAGE, LISTED_PATH, PAGE
from tests.residue.handoff.run import Handing, files_naming
from tests.residue.handoff.ways import IN_PAGE, WAYS
from tests.residue.words import HOST

LINK = WAYS[0]
EARLIER_LOG = "Sessions/Session_"
"""Chromium's session log is only added to, and the one before is kept until the next start."""


def test_every_way_in_leads_to_the_private_window_and_no_file_names_the_page(
    browser: Browser, extension: Path
) -> None:
    browser.start(extension, observer=False)
    handing = Handing(browser, extension)
    handing.take(WAYS)
    handing.leave()
    browser.quit()
    assert files_naming(browser) == {}


def test_a_route_within_a_page_leads_there_too_and_nothing_leads_back(
    browser: Browser, extension: Path
) -> None:
    """The page has shown itself in the normal window by then: what that wrote is erased."""
    browser.start(extension, observer=False)
    handing = Handing(browser, extension)
    handing.open_by(IN_PAGE)
    assert handing.asked(IN_PAGE) == 1
    browser.driver.switch_to.window(handing.source)
    browser.wait_url(FORCE_PAGE)
    until(
        lambda: IN_PAGE.path not in str(browser.back_list(handing.source)),
        "the tab leads neither back nor forward to it",
    )
    handing.leave()
    browser.quit()
    assert [path for path in files_naming(browser) if EARLIER_LOG not in path] == []
    browser.restart()
    browser.quit()
    assert files_naming(browser) == {}


def test_a_page_that_has_nothing_to_go_back_to_is_taken_away(
    browser: Browser, extension: Path
) -> None:
    browser.start(extension, observer=False)
    handing = Handing(browser, extension)
    browser.script("location.replace(arguments[0])", FORCE_PAGE)
    browser.wait_url(FORCE_PAGE)
    until(lambda: browser.script("return document.readyState") == "complete", "it is loaded")
    assert browser.script("return history.length") == 1
    browser.click("#replace")
    until(handing.private_tabs, "it opens privately")
    until(
        lambda: not [t for t in handing.tabs() if LISTED_PATH in t["url"] and not t["incognito"]],
        "no normal tab shows it",
    )
    assert handing.asked(IN_PAGE) == 1


@pytest.mark.long_in("firefox")
def test_where_private_windows_are_not_allowed_or_not_wanted_the_page_opens_as_ever(
    browser: Browser, extension: Path
) -> None:
    browser.start(extension, observer=False)
    desk = Desk(browser, extension)
    assert "not allowed in private windows" in desk.reads()
    browser.driver.switch_to.new_window("tab")
    browser.open(HUB_PAGE)
    browser.click("#link")
    browser.wait_url(PAGE)
    reading = browser.driver.current_window_handle

    handing = Handing(browser, extension)
    browser.driver.switch_to.window(reading)
    assert browser.driver.current_url == PAGE, "who reads there goes on reading"
    assert not handing.private_tabs()
    assert "This works now" in handing.desk.reads()
    handing.open_by(LINK)
    handing.open_by(IN_PAGE)
    browser.driver.switch_to.window(handing.source)
    browser.wait_url(FORCE_PAGE)

    handing.open_here(f"{HUB_PAGE}write", "#send", "/posted")
    assert browser.sites.asked(HOST).count("/posted") == 1, "what was typed is not lost"

    handing.desk.choose("handoff", "never")
    handing.open_here(HUB_PAGE, "#link", LINK.path)

    handing.desk.choose("handoff", "always")
    handing.at_desk("normal.add", site=HOST)
    handing.open_here(HUB_PAGE, "#link", LINK.path)
    handing.at_desk("normal.remove", site=HOST)
    handing.open_by(LINK)


@pytest.mark.long_in("firefox")
def test_who_wants_to_be_asked_is_asked_before_anything_is_requested(
    browser: Browser, extension: Path
) -> None:
    browser.start(extension, observer=False)
    handing = Handing(browser, extension)
    handing.desk.choose("handoff", "ask")
    handing.ask_by("#link")
    assert handing.answer("here") == PAGE
    handing.ask_by("#link")
    before = len(handing.private_tabs())
    handing.answer("private")
    until(lambda: len(handing.private_tabs()) > before, "it opens privately")
