"""Where one lands, what the tab shows before, what the history gets of it, and the way back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.support.browser import Browser
from tests.browser.support.desk import Desk
from tests.browser.support.leaving import DECOY, leave, names_helpline, wait_gone
from tests.browser.support.pages import HELPLINE, INNOCENT
from tests.browser.support.waiting import holds, until

READING = f"https://{HELPLINE}/reading"
INNOCENT_PAGE = f"https://{INNOCENT}/page/1"
ICONS = "return [...document.querySelectorAll('link[rel~=icon]')].map(({href}) => href.slice(0, 5))"


def visits(browser: Browser, url: str) -> int:
    return len(browser.observer.call("history.getVisits", {"url": url}))


def read(browser: Browser, desk: Desk) -> None:
    browser.drive_front()
    browser.open_tab(READING)
    until(lambda: READING in desk.touched(), "the page is listed")


def away(browser: Browser) -> None:
    until(lambda: not any(names_helpline(tab.url) for tab in browser.tabs()), "nothing is open")


@pytest.mark.long_in("firefox")
def test_at_most_one_row_a_day_on_the_decoy_is_ours(browser: Browser, extension: Path) -> None:
    browser.start(extension)
    desk = Desk(browser, extension)
    for _ in range(2):
        read(browser, desk)
        leave(browser)
        desk.wait_swept()
        assert visits(browser, DECOY) == 1
    browser.open_tab(DECOY)
    until(lambda: visits(browser, DECOY) == 2, "the person opens the page too")
    read(browser, desk)
    leave(browser)
    desk.wait_swept()
    assert visits(browser, DECOY) == 2, "that visit stays"

    desk.land("last")
    browser.drive_front()
    browser.open_tab(INNOCENT_PAGE)
    decoys = [tab.url for tab in browser.tabs()].count(DECOY)
    read(browser, desk)
    browser.press()
    away(browser)
    assert browser.front().url == INNOCENT_PAGE
    assert [tab.url for tab in browser.tabs()].count(DECOY) == decoys, "nothing is opened"

    desk.land("blank")
    read(browser, desk)
    browser.press()
    away(browser)
    assert not browser.front().url.startswith(("http", browser.extension_url(extension, "")))


def test_a_page_of_ones_own_that_leads_on_is_asked_for_once(
    browser: Browser, extension: Path
) -> None:
    browser.start(extension)
    desk = Desk(browser, extension)
    desk.choose("decoyUrl", f"https://{INNOCENT}/leads-on")
    desk.choose("decoy", "own")
    read(browser, desk)
    browser.press()
    away(browser)
    until(lambda: browser.front().url == f"https://{INNOCENT}/page/2", "it has led on")
    desk.wait_swept()
    assert browser.sites.asked(INNOCENT).count("/leads-on") == 1


@pytest.mark.long_in("firefox")
def test_a_neutral_title_while_reading_and_the_way_back(browser: Browser, extension: Path) -> None:
    browser.start(extension)
    desk = Desk(browser, extension)
    desk.tick("neutral-title")
    desk.tick("come-back")
    assert desk.comes_back() == "There is nothing to open."
    read(browser, desk)
    until(lambda: browser.front().title == "New tab", "the tab says nothing")
    assert browser.script(ICONS) == ["data:"]
    browser.script("document.title = 'Quiet Harbour: louder'")
    browser.script("document.querySelector('link[rel~=icon]').href = '/favicon.ico'")
    until(lambda: browser.front().title == "New tab", "the page cannot change that")
    holds(lambda: browser.script(ICONS) == ["data:"], "nor its icon", seconds=0.3)

    browser.press()
    wait_gone(browser)
    desk.wait_swept()
    assert READING not in str(desk.stored()), "nothing of it is on disk"
    assert desk.comes_back() == "Opened."
    until(lambda: READING in [tab.url for tab in browser.tabs()], "the page is open again")
    assert desk.comes_back() == "There is nothing to open."
