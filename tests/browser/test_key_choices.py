"""Another key, pressed more than once, or held: what the person chose, and nothing less, leaves."""

from __future__ import annotations

from pathlib import Path

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.browser.support.browser import Browser
from tests.browser.support.desk import Desk
from tests.browser.support.leaving import DECOY, wait_gone
from tests.browser.support.pages import HELPLINE
from tests.browser.support.waiting import holds, until

PAGE = f"https://{HELPLINE}/reading"


def read(browser: Browser, desk: Desk) -> None:
    browser.open_tab(PAGE)
    until(lambda: PAGE in desk.touched(), "the page is listed")


def stays(browser: Browser) -> None:
    holds(lambda: not any(tab.url == DECOY for tab in browser.tabs()), "one stays", seconds=1.0)


def test_another_key_leaves_and_esc_is_the_pages_own_then(
    browser: Browser, extension: Path
) -> None:
    browser.start(extension)
    desk = Desk(browser, extension)
    desk.choose("key", "F8")
    read(browser, desk)
    browser.press()
    stays(browser)
    assert browser.script("return document.documentElement.dataset.key") == "Escape"
    browser.press(Keys.F8)
    wait_gone(browser)


def test_three_presses_leave_and_two_do_not(browser: Browser, extension: Path) -> None:
    browser.start(extension)
    desk = Desk(browser, extension)
    desk.choose("press", "thrice")
    read(browser, desk)
    browser.press()
    browser.press()
    holds(lambda: browser.front().url == PAGE, "two presses are not enough", seconds=2.0)
    for _ in range(3):
        browser.press()
    wait_gone(browser)


def test_a_held_key_leaves_and_a_short_press_does_not(browser: Browser, extension: Path) -> None:
    browser.start(extension)
    desk = Desk(browser, extension)
    desk.choose("press", "hold")
    read(browser, desk)
    browser.press()
    stays(browser)
    ActionChains(browser.driver).key_down(Keys.ESCAPE).perform()
    wait_gone(browser)
