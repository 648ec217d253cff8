"""With a window on a screen and real key events: what a headless browser cannot show."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.support.browser import Browser
from tests.browser.support.desk import Desk
from tests.browser.support.display import Display
from tests.browser.support.history_db import cells_naming
from tests.browser.support.leaving import DECOY, names_helpline, wait_gone
from tests.browser.support.pages import HELPLINE_WORDS
from tests.browser.support.visits import visit_helpline
from tests.browser.support.waiting import holds

RENEWED = (DECOY, f"{DECOY}#")
"""The empty fragment is there while Chromium's session log is written anew (`docs/escape.md`)."""


def read(browser: Browser, display: Display) -> None:
    """Visit the helpline in a new tab, with the keyboard's focus in the page."""
    browser.driver.switch_to.new_window("tab")
    visit_helpline(browser)
    display.wait_focused("Quiet Harbour: no such page")


def test_a_real_escape_key_and_then_back_and_reopen_lead_nowhere(
    browser: Browser, extension: Path, display: Display
) -> None:
    browser.start(extension, display=display)
    desk = Desk(browser, extension)
    read(browser, display)
    display.key("Escape")
    wait_gone(browser)
    display.wait_focused("Weather")

    display.key("alt+Left")
    holds(lambda: browser.front().url in RENEWED, "Back leads nowhere", seconds=1.0)
    assert "Weather" in display.focused_title()
    desk.wait_swept()
    for _ in range(5):
        display.key("ctrl+shift+t")
        holds(
            lambda: not any(names_helpline(tab.url + tab.title) for tab in browser.tabs()),
            "no listed tab comes back",
            seconds=0.5,
        )
    browser.quit()
    assert cells_naming(browser.place.profile, browser.name, HELPLINE_WORDS) == []


@pytest.mark.long_in("firefox")
def test_the_toolbar_button_and_the_browser_command_leave_too(
    browser: Browser, extension: Path, display: Display
) -> None:
    browser.start(extension, display=display)
    desk = Desk(browser, extension)
    for press in (browser.press_toolbar_button, browser.press_command):
        read(browser, display)
        press(extension)
        wait_gone(browser)
    desk.wait_swept()
    browser.quit()
    assert cells_naming(browser.place.profile, browser.name, HELPLINE_WORDS) == []


def test_the_key_pressed_ten_times_ends_on_the_loaded_decoy_with_one_escape(
    browser: Browser, extension: Path, display: Display
) -> None:
    browser.start(extension, display=display)
    read(browser, display)
    display.key(*["Escape"] * 10)
    wait_gone(browser)
    display.wait_focused("Weather")
    assert [tab.url for tab in browser.tabs()].count(DECOY) == 1
