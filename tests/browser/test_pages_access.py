"""The extension's own pages for everybody: by rule, by keyboard, in forced colours, without motion,
small and large.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.browser.conftest import BROWSERS
from tests.browser.support.browser import Browser, ExtensionPage
from tests.browser.support.pages_axe import violations
from tests.browser.support.pages_checks import (
    MAKES_ONE_UNSEEN,
    MOVING,
    OVERFLOWING,
    UNFOLDS,
    UNSEEN_CONTROLS,
)
from tests.browser.support.pages_keyboard import stops, walk
from tests.browser.support.pages_large import WINDOW, wrong_at_four_times
from tests.browser.support.pages_look import THEMES, Look, show_as, size
from tests.browser.support.pages_open import PAGES, open_page
from tests.browser.support.pages_pseudo import pseudo
from tests.browser.support.pages_spoken import Said, live, said_by, unclear
from tests.browser.support.place import Place
from tests.browser.support.sites import Sites
from tests.browser.support.waiting import until

STATUS_LINES = """
const kinds = ".status, .error, [role=status], [role=alert], [aria-live]";
return [...document.querySelectorAll(kinds)].filter((e) => e.checkVisibility()).length;
"""


class Shown:
    """A running browser whose driven tab shows the extension's pages."""

    def __init__(self, browser: Browser, extension: Path) -> None:
        self.browser = browser
        self._extension = extension

    def show(self, page: str, look: Look | None = None, *, unfolded: bool = False) -> Browser:
        """``page`` as ``look`` says; ``unfolded``: with everything that can appear on it."""
        open_page(self.browser, self._extension, page)
        show_as(self.browser, look or Look())
        if unfolded:
            self.browser.script(UNFOLDS)
        return self.browser


def _shown(name: str, language: str, extensions: dict[str, Path], sites: Sites) -> Iterator[Shown]:
    place = Place(Path(tempfile.mkdtemp(prefix=f"{name}-")))
    extension = pseudo(extensions[name], language, place.root / "extension")
    with BROWSERS[name](place, sites) as browser:
        browser.start(extension, observer=False)
        browser.driver.set_window_size(*WINDOW)
        yield Shown(browser, extension)
    shutil.rmtree(place.root)


@pytest.fixture(scope="module", params=sorted(BROWSERS))
def english(
    request: pytest.FixtureRequest, extensions: dict[str, Path], sites: Sites
) -> Iterator[Shown]:
    """Each browser in turn, for many looks at the pages as they ship."""
    yield from _shown(request.param, "en", extensions, sites)


@pytest.fixture(scope="module", params=sorted(BROWSERS))
def wordy(
    request: pytest.FixtureRequest, extensions: dict[str, Path], sites: Sites
) -> Iterator[Shown]:
    """The same with texts that are far longer than the English ones."""
    yield from _shown(request.param, "long", extensions, sites)


@pytest.fixture(scope="module", params=sorted(BROWSERS))
def mirrored(
    request: pytest.FixtureRequest, extensions: dict[str, Path], sites: Sites
) -> Iterator[Shown]:
    """The same from right to left."""
    yield from _shown(request.param, "rtl", extensions, sites)


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_axe_sees_a_missing_name_and_a_faint_text(english: Shown) -> None:
    browser = english.show("options")
    assert violations(browser) == []
    browser.script(
        "const button = document.getElementById('check'); button.textContent = '';"
        "document.getElementById('updates-hint').style.color = '#ddd';"
    )
    assert {found["id"] for found in violations(browser)} >= {"button-name", "color-contrast"}


@pytest.mark.long_in("firefox")
def test_letters_have_the_size_that_the_pages_ask_for(english: Shown, page: str) -> None:
    """Chromium's own sheet for extension pages makes the body's 75 % of it."""
    sizes = (
        "return [document.documentElement, document.body].map((e) => getComputedStyle(e).fontSize)"
    )
    assert english.show(page).script(sizes) == ["17px", "17px"]


@pytest.mark.long_in("firefox")
@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_in_either_theme(english: Shown, page: str, theme: str) -> None:
    browser = english.show(page, Look(theme))
    assert violations(browser) == []
    browser = english.show(page, Look(theme), unfolded=True)
    assert violations(browser) == []


def test_the_tab_key_reaches_everything_in_order_and_shows_where_it_is(
    english: Shown, page: str
) -> None:
    browser = english.show(page)
    expected = stops(browser)
    assert len(expected) >= 2
    seen = walk(browser, len(expected))
    assert [stop["name"] for stop in seen] == expected
    assert [stop["name"] for stop in seen if not (stop["ringed"] and stop["inSight"])] == []


def test_in_forced_colours_every_control_stands_out(english: Shown, page: str) -> None:
    browser = english.show(page, Look(forced_colours=True), unfolded=True)
    assert browser.script(UNSEEN_CONTROLS) == []
    browser.script(MAKES_ONE_UNSEEN)
    assert len(browser.script(UNSEEN_CONTROLS)) == 1, "the check sees what does not stand out"


@pytest.mark.long_in("firefox")
def test_nothing_moves_for_who_asked_for_less_motion(english: Shown, page: str) -> None:
    if page == "welcome":
        assert english.show(page).script(MOVING), "the drawing moves for others"
    assert english.show(page, Look(less_motion=True)).script(MOVING) == []


IN_CHROMIUM = pytest.mark.parametrize("english", ["chromium"], indirect=True)
"""Its accessibility tree can be asked for."""

ASKS = """
for (const { ariaLabelledByElements } of document.querySelectorAll("[role=group]")) {
  for (const label of ariaLabelledByElements) label.textContent ||= "What is asked";
}
"""
"""A question that is unfolded without having been asked has no words yet."""

UNCLEAR = """
const { body } = document;
body.append(document.createElement("button"));
body.insertAdjacentHTML("beforeend", "<h4>Deep</h4><table><tr><th>1<td>2</table><input>");
body.append(document.querySelector("button[id]").cloneNode(true));
"""


@IN_CHROMIUM
def test_what_nobody_could_make_out_by_listening_is_found(english: Shown) -> None:
    browser = english.show("options")
    assert unclear(said_by(browser)) == []
    browser.script(UNCLEAR)
    found = "; ".join(unclear(said_by(browser)))
    for wrong in ("button without", "“Deep” has level 4", "textbox without", "2 buttons “"):
        assert wrong in found


@IN_CHROMIUM
def test_a_screen_reader_is_told_what_everything_is_and_what_changes(
    english: Shown, page: str
) -> None:
    for unfolded in (False, True):
        browser = english.show(page, unfolded=unfolded)
        browser.script(ASKS)
        said = said_by(browser)
        assert unclear(said) == []
        assert len(live(said)) >= browser.script(STATUS_LINES)


@IN_CHROMIUM
def test_what_was_done_is_read_out(english: Shown) -> None:
    browser = english.show("options")
    for _ in ("on", "off again"):
        browser.click("input[type=checkbox][data-status]")
        until(lambda: "Saved." in [each.words for each in live(said_by(browser))], "it is said")
    browser.find("#site").send_keys("two words\n")
    until(
        lambda: any(
            each.role == "alert" and "isn’t the address" in each.words
            for each in live(said_by(browser))
        ),
        "what is wrong is said at once",
    )
    (field,) = [each for each in said_by(browser) if each.role == "textbox" and _is_wrong(each)]
    assert field.has["focused"]


def _is_wrong(each: Said) -> bool:
    return each.has.get("invalid") == "true"


@pytest.mark.long_in("firefox")
def test_long_texts_keep_the_rules_and_fit_a_page_320_pixels_wide(wordy: Shown, page: str) -> None:
    browser = wordy.show(page)
    with size(browser, 320, 800):
        browser.script(UNFOLDS)
        assert browser.script(OVERFLOWING) is None
        assert violations(browser) == []


@pytest.mark.long_in("firefox")
def test_long_texts_fit_at_four_times_the_size(wordy: Shown, page: str) -> None:
    browser = wordy.show(page)
    browser.script(UNFOLDS)
    assert wrong_at_four_times(browser, zoom(browser), OVERFLOWING) == []


@pytest.mark.long_in("firefox")
def test_from_right_to_left_everything_keeps_the_rules_and_fits(mirrored: Shown, page: str) -> None:
    for theme in THEMES:
        browser = mirrored.show(page, Look(theme), unfolded=True)
        assert violations(browser) == []
    assert browser.script("return getComputedStyle(document.body).direction") == "rtl"
    with size(browser, 320, 800):
        assert browser.script(OVERFLOWING) is None
    assert wrong_at_four_times(browser, zoom(browser), OVERFLOWING) == []


def zoom(browser: Browser) -> Callable[[float], object]:
    return partial(ExtensionPage(browser).call, "tabs.setZoom")
