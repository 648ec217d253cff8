"""What lies before and after a visit: the search that led there, copies of a page, links onward."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote_plus

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.browser.support.browser import Browser
from tests.browser.support.desk import Desk
from tests.browser.support.history_db import cells_naming
from tests.browser.support.leaving import DECOY, wait_gone
from tests.browser.support.pages import ARCHIVE, HELPLINE, INNOCENT, QUIET, SEARCH, SEARCH_TERM
from tests.browser.support.waiting import until

HOME = f"https://{HELPLINE}/"
ELSEWHERE = f"https://{INNOCENT}/"
ASKING = f"https://{QUIET}/"
COPY = f"https://{ARCHIVE}/web/2024/https://{HELPLINE}/chat"
INNOCENT_COPY = f"https://{ARCHIVE}/web/2024/https://{INNOCENT}/"


def results(words: str) -> str:
    return f"https://{SEARCH}/results?q={quote_plus(words)}"


INNOCENT_SEARCHES = [results(words) for words in ("bread recipe", "how to leave", "harbour tides")]
LED, LED_TO_A_TAB = results("talktosomebody"), results("talktosomebody tonight")
BY_ITS_WORDS = results(f"{SEARCH_TERM} with children")


def follow(browser: Browser) -> None:
    browser.click("#helpline")
    browser.wait_url(HOME)
    browser.wait_ready()


def go_on(browser: Browser) -> None:
    browser.click("#elsewhere")
    browser.wait_url(ELSEWHERE)
    browser.wait_ready()


def follow_into_a_tab(browser: Browser) -> None:
    """As with the middle button: the page of results stays where it was, behind."""
    before = set(browser.driver.window_handles)
    link = browser.find("#helpline")
    ActionChains(browser.driver).key_down(Keys.CONTROL).click(link).key_up(Keys.CONTROL).perform()
    (opened,) = until(lambda: set(browser.driver.window_handles) - before, "a tab was opened")
    browser.driver.switch_to.window(opened)
    browser.wait_url(HOME)
    browser.wait_ready()


def leave(browser: Browser, desk: Desk) -> None:
    browser.press()
    wait_gone(browser)
    desk.wait_swept()


@pytest.mark.long_in("firefox")
def test_the_search_that_led_there_goes_and_three_innocent_ones_of_the_same_minute_stay(
    browser: Browser, extension: Path
) -> None:
    browser.start(extension)
    desk = Desk(browser, extension)
    desk.choose("leadOut", "erase")
    browser.observer.call("cookies.set", {"url": LED, "name": "engine", "value": "1"})
    browser.driver.switch_to.new_window("tab")
    for search in (*INNOCENT_SEARCHES, LED):
        browser.open(search)
    desk.wait_noted(LED)
    browser.kill_worker(extension)  # as when somebody reads the results for a while
    follow(browser)
    go_on(browser)
    browser.open_tab(BY_ITS_WORDS)
    browser.close_tab()
    browser.open_tab(INNOCENT_COPY)
    browser.open_tab(COPY)
    browser.open_tab(ASKING)
    browser.wait_ready()
    assert ASKING in browser.observer.history(), "the visit leaves a row"
    browser.open_tab(LED_TO_A_TAB)
    follow_into_a_tab(browser)
    leave(browser, desk)

    open_tabs = {tab.url for tab in browser.tabs()}
    assert {ELSEWHERE, INNOCENT_COPY, DECOY} <= open_tabs
    assert not open_tabs & {LED_TO_A_TAB, COPY, ASKING}, "the page of results stood behind, open"
    shown = set(browser.observer.history())
    assert {*INNOCENT_SEARCHES, INNOCENT_COPY} <= shown
    assert not shown & {LED, LED_TO_A_TAB, BY_ITS_WORDS, COPY, ASKING, ELSEWHERE, HOME}
    closed = browser.observer.recently_closed()
    assert not [url for url in closed if SEARCH in url or url in (COPY, ASKING)]
    assert browser.observer.cookies(SEARCH) == {"engine": "1"}, "an engine's cookies are its own"
    assert browser.observer.cookies(QUIET) == {}, "a site that asked is cleared as a listed one is"
    assert browser.observer.cookies(INNOCENT), "of a page that was opened from there, its row goes"

    desk.choose("leadUp", False)
    desk.choose("leadOut", "keep")
    desk.choose("requestOtr", False)
    browser.open_tab(results("seconddiary"))
    follow(browser)
    go_on(browser)
    browser.open_tab(BY_ITS_WORDS)
    browser.open_tab(ASKING)
    browser.wait_ready()
    browser.open_tab(HOME)
    leave(browser, desk)
    shown = set(browser.observer.history())
    assert {results("seconddiary"), BY_ITS_WORDS, ASKING, ELSEWHERE} <= shown
    assert browser.observer.cookies(QUIET), "an off switch is one"

    browser.quit()
    found = cells_naming(browser.place.profile, browser.name, ["talktosomebody", HELPLINE])
    # what a kept page costs: no page of the browser shows it (docs/searches-and-links.md)
    columns = ("top_level_url", "frame_url")
    kept = {("Default/History", "visited_links", column) for column in columns}
    named = {(cell.database, cell.table, cell.column) for cell in found}
    assert named == (kept if browser.name == "chromium" else set())
    assert cells_naming(browser.place.profile, browser.name, ["seconddiary"]), "it can be found"
