"""The console's pages for everybody: by rule, by keyboard, small, large and dark."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import BROWSERS
from tests.browser.support.browser import Browser
from tests.browser.support.console_pages import ConsolePages, console_in
from tests.browser.support.pages_axe import violations
from tests.browser.support.pages_keyboard import stops, walk
from tests.browser.support.pages_look import THEMES, Look, show_as, size
from tests.browser.support.place import Place
from tests.browser.support.sites import Sites
from tests.companion.support import Home

TOO_WIDE = """
const root = document.documentElement;
const isWide = (element) => {
  const { left, right, width } = element.getBoundingClientRect();
  return width > 1 && (right > root.clientWidth + 1 || left < -1);
};
const wide = [...document.querySelectorAll("body *")]
  .filter((element) => !element.closest(".table > *, .skip") && element.checkVisibility())
  .filter(isWide);
if (root.scrollWidth <= root.clientWidth && wide.length === 0) return null;
return [root.clientWidth, root.scrollWidth, ...wide.map(({ outerHTML }) => outerHTML.slice(0, 80))];
"""
"""None, or what does not fit. Tables of data scroll in a frame of their own (WCAG 1.4.10)."""

MOST_STOPS = 40
"""A list has hundreds; those after the first page's head are like each other."""


@pytest.fixture(scope="module", params=sorted(BROWSERS))
def shown(
    request: pytest.FixtureRequest, sites: Sites, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Browser, ConsolePages]]:
    """Each browser in turn, signed in to a console with something of everything."""
    home = Home(tmp_path_factory.mktemp("console") / "home")
    assert home.sidestep("init", "--development").code == 0
    place = Place(Path(tempfile.mkdtemp(prefix="console-")))
    with BROWSERS[request.param](place, sites) as browser:
        browser.start(observer=False)
        browser.driver.set_window_size(1280, 900)
        with console_in(home, browser) as pages:
            yield browser, pages


@pytest.mark.long_in("firefox")
def test_every_page_keeps_the_rules_in_both_themes_and_fits_small_and_large(
    shown: tuple[Browser, ConsolePages],
) -> None:
    """320 pixels are what is left of 1,280 at four times the size."""
    browser, pages = shown
    wrong: dict[str, object] = {}
    for name in pages.names:
        pages.show(name)
        for theme in THEMES:
            show_as(browser, Look(theme))
            if found := violations(browser):
                wrong[f"{name}, {theme}"] = found
        with size(browser, 320, 800):
            if wide := browser.script(TOO_WIDE):
                wrong[f"{name}, 320"] = wide
            if found := violations(browser):
                wrong[f"{name}, 320, rules"] = found
    assert not wrong, json.dumps(wrong, indent=1)


def test_the_tab_key_reaches_everything_in_order_and_shows_where_it_is(
    shown: tuple[Browser, ConsolePages],
) -> None:
    browser, pages = shown
    for name in ("list", "site", "add", "import", "conflict", "checks"):
        pages.show(name)
        expected = stops(browser)[:MOST_STOPS]
        assert len(expected) >= 5
        seen = walk(browser, len(expected))
        assert [stop["name"] for stop in seen] == expected, name
        unseen = [stop["name"] for stop in seen if not (stop["ringed"] and stop["inSight"])]
        assert unseen == [], name
