"""The console's pages for everybody: by rule, by keyboard, small, large and dark."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.browser.conftest import BROWSERS
from tests.browser.support.browser import Browser
from tests.browser.support.chromium import Chromium
from tests.browser.support.console_pages import ConsolePages, console_in
from tests.browser.support.pages_axe import violations
from tests.browser.support.pages_keyboard import stops, walk
from tests.browser.support.pages_large import WINDOW, wrong_at_four_times
from tests.browser.support.pages_look import THEMES, Look, show_as, size
from tests.browser.support.pages_spoken import live, said_by, unclear
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

NO_PAGES = {
    "static",
    "health.health",
    "entries.advice",
    "entries.export",
    "releases.changes",
    "releases.signing",
}
"""What answers with a file, a part of a page or a line for machines."""

LOSES = """
const rules = document.adoptedStyleSheets[0] ?? new CSSStyleSheet();
rules.replaceSync(`@media (max-width: 400px) { ${arguments[0]} }`);
document.adoptedStyleSheets = [rules];
"""
LOSSES = {
    "h1 { display: none }": "reads ",
    "h1 { overflow: hidden; height: 5px }": "cut off",
    "header { position: fixed; inset: 0; background: red }": "covered",
    "h1 { width: 500px }": "<h1>Checks",
}
"""What a page could do at that size, and a word of what is said about it."""

VARIANTS = {
    "advice",
    "found",
    "nothing-found",
    "long-site",
    "release-past",
    "import-look",
    "somebody",
}
"""Nothing on them is reached that is not on another page too; typing leaves the focus inside."""

UNFOLDS = "for (const each of document.querySelectorAll('details')) each.open = true;"

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
        browser.start()  # with the observer, which sets the browser's own zoom
        browser.driver.set_window_size(*WINDOW)
        with console_in(home, browser) as pages:
            yield browser, pages


READ_OUT = {
    **dict.fromkeys(("advice", "conflict", "import-refused", "found"), r"\w"),
    **dict.fromkeys(("add", "prove-again", "sign-in-page", "welcome", "own-passkey"), ""),
}
"""Pages with a region that is read out by itself, and what it says by now."""


def _unclear(browser: Browser, name: str) -> list[str]:
    """What a screen reader is not told: Chromium's accessibility tree can be asked for."""
    said = said_by(browser)
    if name in READ_OUT and not any(re.search(READ_OUT[name], each.words) for each in live(said)):
        return [*unclear(said), "nothing is read out by itself"]
    return unclear(said)


def set_zoom(browser: Browser) -> Callable[[float], object]:
    return partial(browser.observer.call, "tabs.setZoom")


def test_what_a_page_loses_at_four_times_the_size_is_seen(
    shown: tuple[Browser, ConsolePages],
) -> None:
    browser, pages = shown
    pages.show("checks")
    for loses, said in LOSSES.items():
        browser.script(LOSES, loses)
        lost = wrong_at_four_times(browser, set_zoom(browser), TOO_WIDE)
        assert said in str(lost), f"{loses}: {lost}"


@pytest.mark.long_in("firefox")
def test_every_page_keeps_the_rules_in_both_themes_and_fits_small_and_large(
    shown: tuple[Browser, ConsolePages],
) -> None:
    """Every page that the console has: a view that answers with one and is not shown here fails."""
    browser, pages = shown
    wrong: dict[str, object] = {}
    seen: set[str] = set()
    for name in pages.names:
        seen.add(pages.show(name))
        if isinstance(browser, Chromium) and (unheard := _unclear(browser, name)):
            wrong[f"{name}, by listening"] = unheard
        for theme in THEMES:
            show_as(browser, Look(theme))
            if found := violations(browser):
                wrong[f"{name}, {theme}"] = found
        with size(browser, 320, 800):
            if wide := browser.script(TOO_WIDE):
                wrong[f"{name}, 320"] = wide
            if found := violations(browser):
                wrong[f"{name}, 320, rules"] = found
        if lost := wrong_at_four_times(browser, set_zoom(browser), TOO_WIDE):
            wrong[f"{name}, 400 %"] = lost
    assert not wrong, json.dumps(wrong, indent=1)
    assert set(pages.endpoints) - seen == NO_PAGES


@pytest.mark.long_in("firefox")
def test_the_tab_key_reaches_everything_in_order_and_shows_where_it_is(
    shown: tuple[Browser, ConsolePages],
) -> None:
    browser, pages = shown
    wrong: dict[str, object] = {}
    for name in pages.names:
        if name in VARIANTS:
            continue
        pages.show(name)
        browser.script(UNFOLDS)
        expected = stops(browser)[:MOST_STOPS]
        assert len(expected) >= 2
        seen = walk(browser, len(expected))
        if [stop["name"] for stop in seen] != expected:
            wrong[name] = (expected, [stop["name"] for stop in seen])
        if unseen := [stop["name"] for stop in seen if not (stop["ringed"] and stop["inSight"])]:
            wrong[f"{name}, unseen"] = unseen
    assert not wrong, json.dumps(wrong, indent=1)
