"""Another key, pressed more than once, or held: what the person chose, and nothing less, leaves."""

from __future__ import annotations

from pathlib import Path

import pytest
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


def stays(browser: Browser, seconds: float = 1.0) -> None:
    holds(lambda: browser.front().url == PAGE, "one stays", seconds=seconds)


@pytest.mark.long_in("firefox")
def test_what_was_chosen_and_nothing_less_leaves(browser: Browser, extension: Path) -> None:
    browser.start(extension)
    desk = Desk(browser, extension)

    assert desk.choose_key("F8", "once") == "Press F8."
    assert desk.practise(Keys.ESCAPE) == "Press F8."
    assert "That works" in desk.practise(Keys.F8)
    assert [tab.url for tab in browser.tabs()].count(DECOY) == 0, "practising opens nothing"
    read(browser, desk)
    browser.press()
    stays(browser)
    assert browser.script("return document.documentElement.dataset.key") == "Escape"
    browser.press(Keys.F8)
    wait_gone(browser)
    desk.wait_swept()
    browser.close_tab()

    assert desk.choose_key("Escape", "thrice") == "Press Esc three times, quickly."
    assert desk.practise(Keys.ESCAPE, times=2) == "Press Esc three times, quickly."
    read(browser, desk)
    browser.press()
    browser.press()
    stays(browser, seconds=2.0)
    for _ in range(3):
        browser.press()
    wait_gone(browser)
    desk.wait_swept()
    browser.close_tab()

    desk.choose_key("Escape", "hold")
    read(browser, desk)
    browser.press()
    stays(browser)
    ActionChains(browser.driver).key_down(Keys.ESCAPE).perform()
    wait_gone(browser)
