"""The places of docs/escape.md, one by one, on a screen and with real keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.support.browser import Browser
from tests.browser.support.desk import Desk
from tests.browser.support.display import Display
from tests.browser.support.leaving import wait_gone
from tests.browser.support.pages import HELPLINE
from tests.browser.support.places import PLACES
from tests.browser.support.waiting import until

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", PLACES)
def test_one_leaves_from(name: str, browser: Browser, extension: Path, display: Display) -> None:
    place = PLACES[name]
    browser.start(extension, display=display)
    desk = Desk(browser, extension)
    browser.open_tab(f"https://{HELPLINE}/places/{list(PLACES).index(name)}")
    until(desk.touched, "the page is listed")
    until(lambda: browser.front().url.startswith("https://helpline"), "the page is in front")
    place.go(browser, display)
    if place.way == "key":
        display.key("Escape")
    else:
        browser.press_command(extension)
    wait_gone(browser)


def test_the_table_names_the_places_that_are_tested() -> None:
    lines = (ROOT / "docs" / "escape.md").read_text().splitlines()
    rows = [line.split("|")[1:3] for line in lines if line.startswith("| ")]
    said = {name.strip(): way.strip() for name, way in rows[1:]}
    assert said == {name: place.way for name, place in PLACES.items()}
