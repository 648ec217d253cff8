"""Esc on a page that is not listed means what it always meant, while a listed page is open."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.conftest import BROWSERS
from tests.browser.support.browser import Browser
from tests.browser.support.desk import Desk
from tests.browser.support.display import Display
from tests.browser.support.input_method import cancels_composition
from tests.browser.support.pages import HELPLINE, INNOCENT
from tests.browser.support.place import Place
from tests.browser.support.sites import Sites
from tests.browser.support.waiting import holds, until

LISTED = f"https://{HELPLINE}/reading"
PAGE = f"https://{INNOCENT}/keys"


@dataclass
class Reader:
    """Somebody at an innocent page, with a listed one in another tab."""

    browser: Browser
    display: Display

    def has(self, condition: str) -> bool:
        return bool(self.browser.script(f"return {condition};"))

    def sees(self, condition: str) -> None:
        until(lambda: self.has(condition), condition)

    def presses_esc(self) -> None:
        self.display.key("Escape")

    def is_undisturbed(self) -> None:
        """Nothing was left, nothing opened, and the page is as it was."""
        tabs = sorted(tab.url for tab in self.browser.tabs() if tab.url in (LISTED, PAGE))
        assert tabs == [LISTED, PAGE]
        holds(lambda: self.browser.front().url == PAGE, "the page is in front", seconds=0.3)


@pytest.fixture(scope="module", params=sorted(BROWSERS))
def open_browser(
    request: pytest.FixtureRequest, extensions: dict[str, Path], sites: Sites
) -> Iterator[Reader]:
    name = request.param
    place = Place(Path(tempfile.mkdtemp(prefix=f"{name}-")))
    display = Display(place.root / "display")
    with BROWSERS[name](place, sites) as browser:
        browser.start(extensions[name], display=display)
        desk = Desk(browser, extensions[name])
        browser.open_tab(LISTED)
        until(desk.touched, "the listed page is open")
        browser.open_tab(PAGE)
        yield Reader(browser, display)
    display.close()
    shutil.rmtree(place.root)


@pytest.fixture
def reader(open_browser: Reader) -> Iterator[Reader]:
    open_browser.display.wait_focused("Recipes: keys")
    yield open_browser
    open_browser.is_undisturbed()


def test_esc_closes_a_dialog(reader: Reader) -> None:
    reader.browser.click("#opens")
    reader.sees("dialog.open")
    reader.presses_esc()
    reader.sees("!dialog.open")


def test_esc_leaves_a_full_screen(reader: Reader) -> None:
    reader.browser.click("#full")
    reader.sees("document.fullscreenElement")
    reader.presses_esc()
    reader.sees("!document.fullscreenElement")


def test_esc_stops_loading(reader: Reader) -> None:
    """A picture of the page would take half a minute."""
    reader.browser.click("#text")
    reader.browser.script("document.getElementById('loads').focus()")
    reader.display.key("Return")
    reader.sees("document.getElementById('slow') && document.readyState === 'interactive'")
    reader.presses_esc()
    reader.sees("document.getElementById('slow').complete")
    reader.browser.open(PAGE)


def test_esc_cancels_an_input_method(reader: Reader) -> None:
    reader.browser.click("#text")
    cancels_composition(reader.browser, reader.display)
    reader.sees("['', '´'].includes(document.getElementById('text').value)")


def test_esc_clears_a_search_box(reader: Reader) -> None:
    reader.browser.click("#search")
    reader.display.type("bread")
    reader.sees("document.getElementById('search').value === 'bread'")
    reader.presses_esc()
    reader.sees("document.getElementById('search').value === ''")


def test_esc_ends_insertion_in_a_vim_style_editor(reader: Reader) -> None:
    reader.browser.click("#editor")
    reader.display.type("iflour")
    reader.sees("document.getElementById('editor').value === 'flour'")
    reader.presses_esc()
    reader.sees("document.documentElement.dataset.mode === 'normal'")
