"""Leaving from windows that a browser must be started for: a kiosk, a guest's, another profile."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.browser.support.browser import Browser
from tests.browser.support.desk import Desk
from tests.browser.support.display import Display
from tests.browser.support.leaving import names_helpline
from tests.browser.support.pages import HELPLINE
from tests.browser.support.seat import Seat
from tests.browser.support.situations import PAGE
from tests.browser.support.waiting import holds

READING = f"https://{HELPLINE}/reading"


@pytest.mark.long_in("firefox")
def test_a_kiosk(browser: Browser, extension: Path, display: Display) -> None:
    browser.switches = ("--kiosk",)
    browser.start(extension, display=display)
    Desk(browser, extension).status()
    with Seat(browser, extension, display) as seat:
        seat.open(PAGE)
        seat.leave("key")


@pytest.mark.long
def test_a_guest_window_has_no_extension_and_so_no_way_out(
    make_browser: Callable[[str], Browser], extensions: dict[str, Path], display: Display
) -> None:
    browser = make_browser("chromium")
    browser.switches = ("--guest",)
    browser.start(extensions["chromium"], observer=False, display=display)
    browser.open(READING)
    display.wait_focused("Quiet Harbour")
    display.key("Escape")
    holds(lambda: browser.front().url == READING, "one stays", seconds=1.0)


@pytest.mark.long
def test_two_profiles_have_a_key_each(
    browser: Browser,
    extension: Path,
    display: Display,
    make_browser: Callable[[str], Browser],
) -> None:
    other = make_browser(browser.name)
    with ExitStack() as stack:
        seats = []
        for each in (other, browser):
            each.start(extension, display=display)
            Desk(each, extension).status()
            seats.append(stack.enter_context(Seat(each, extension, display)))
            seats[-1].open(PAGE)
        behind, in_front = seats
        in_front.leave("key")
        assert any(names_helpline(tab["url"]) for tab in behind.tabs()), "the other's page stays"
        display.activate("Quiet Harbour")
        behind.leave("key")
