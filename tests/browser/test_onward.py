"""Going on from a listed page in the same tab: neither Back nor Forward shows it again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.support.browser import Browser
from tests.browser.support.desk import Desk
from tests.browser.support.leaving import names_helpline
from tests.browser.support.pages import HELPLINE, INNOCENT
from tests.browser.support.waiting import until

HOME = f"https://{HELPLINE}/"
BEFORE, NEXT = f"https://{INNOCENT}/page/before", f"https://{INNOCENT}/page/next"
FOLLOW = """
const link = Object.assign(document.createElement("a"), { href: arguments[0] });
document.body.append(link);
link.click();
"""


@pytest.fixture
def browser_name() -> str:
    """Chromium prunes its back lists with the rows; Firefox prunes none."""
    return "firefox"


def listed_ways(browser: Browser) -> list[str]:
    """Listed pages to which Back or Forward of any tab leads."""
    lists = [url for tab in browser.tabs() for url in browser.back_list(tab.handle)]
    return [url for url in lists if names_helpline(url)]


def test_who_follows_a_link_or_goes_back_finds_no_way_to_the_listed_page(
    browser: Browser, extension: Path
) -> None:
    browser.start(extension)
    desk = Desk(browser, extension)
    browser.open_tab(HOME)
    until(desk.touched, "the visit has begun")
    browser.script(FOLLOW, NEXT)
    until(lambda: browser.front().url == NEXT, "the next page is in front")
    until(lambda: listed_ways(browser) == [], "no tab leads to the listed page")
    assert len([tab for tab in browser.tabs() if tab.url == NEXT]) == 1
    browser.drive_front()

    browser.open_tab(BEFORE)
    browser.script(FOLLOW, HOME)
    browser.wait_url(HOME)
    browser.driver.back()
    until(lambda: browser.front().url == BEFORE, "the page before is in front")
    until(lambda: listed_ways(browser) == [], "no tab leads to the listed page")
    desk.wait_swept()
    assert not [url for url in browser.observer.recently_closed() if names_helpline(url)]
