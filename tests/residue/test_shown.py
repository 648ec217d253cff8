"""What a person can find after the rich visit, on the browser's own pages and lists: nothing, but
the permissions that somebody chose for the site, which no extension can take back.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.support.browser import Browser
from tests.browser.support.display import Display
from tests.browser.support.waiting import until
from tests.residue.scenario import Run
from tests.residue.shown import naming, shown
from tests.residue.visit import INNOCENT_PAGE, listed_tabs
from tests.residue.words import HOST, TYPED

PERMISSIONS = {
    "chromium": {
        "chrome://settings/content/all",
        "chrome://settings/content/notifications",
        "chrome://settings/content/camera",
    },
    "firefox": {"permissions"},
}
"""The pages that show a permission that was granted or refused."""

SEES = {
    "chromium": {
        "chrome://history/",
        "chrome://downloads/",
        "chrome://new-tab-page/",
        "chrome://site-engagement/",
        "chrome://quota-internals/",
        "chrome://serviceworker-internals/",
        "chrome://indexeddb-internals/",
    },
    "firefox": {
        "downloads",
        "form values",
        "history",
        "service workers",
        "site data",
        "tiles",
    },
}
"""What shows the visit where nothing is installed: else the look is blind."""


def _escape(run: Run) -> None:
    run.escape()


def _close(run: Run) -> None:
    run.close_tabs()


def _navigate_away(run: Run) -> None:
    run.navigate_away()


def _quit(run: Run) -> None:
    run.browser.quit()
    run.browser.restart()
    run.open_desk()


def _power_fails(run: Run) -> None:
    run.browser.kill()
    run.browser.restart()
    run.open_desk()


@pytest.mark.long_in("firefox")
@pytest.mark.parametrize(
    "leave",
    [
        _escape,
        *(pytest.param(way, marks=pytest.mark.long) for way in (_close, _navigate_away, _quit)),
        pytest.param(_power_fails, marks=pytest.mark.long),
    ],
)
def test_a_person_finds_no_more_than_the_permissions_that_were_chosen(
    leave: Callable[[Run], None], browser: Browser, extension: Path
) -> None:
    run = Run(browser, extension)
    run.start_and_visit()
    leave(run)
    assert run.desk
    run.desk.wait_swept()
    found = naming(shown(browser, run.desk))
    assert set(found) <= PERMISSIONS[browser.name], found
    assert all(kinds == ["host"] for kinds in found.values()), found


@pytest.mark.long
def test_without_the_extension_a_person_finds_it_everywhere(browser: Browser) -> None:
    run = Run(browser, None)
    run.start_and_visit()
    run.close_tabs()
    assert set(naming(shown(browser, None))) >= SEES[browser.name] | PERMISSIONS[browser.name]


LOOK_SECONDS = 1.5
"""So long a person looks at what the browser offers before taking it."""
SEEN_BY_KEYS = {
    "chromium": {"address bar", "closed tabs"},
    "firefox": {"address bar", "closed tabs", "field"},
}
"""What real keys bring back where nothing is installed. A field of Chromium's offers nothing here,
with or without the extension: there its database is searched (``test_residue.py``).
"""
FIELD = """
document.body.innerHTML = "<form><input name=story id=story></form>";
document.querySelector("input").focus();
"""


@pytest.mark.long
@pytest.mark.parametrize("installed", [True, False], ids=["installed", "nothing installed"])
def test_real_keys_find_nothing_in_address_bar_fields_and_closed_tabs(
    installed: bool, browser: Browser, extension: Path, display: Display
) -> None:
    run = Run(browser, extension if installed else None)
    run.display = display
    run.start_and_visit()
    if installed:
        run.escape()
        assert run.desk
        run.desk.wait_swept()
    else:
        run.close_tabs()
    found = {
        "address bar": _lands_on_it(browser, display, "Return")
        | _lands_on_it(browser, display, "Down", "Return"),
        "field": _field_after(browser, display) == TYPED,
        "closed tabs": _closed_tab_is_listed(browser, display),
    }
    if installed:
        assert not any(found.values()), found
    else:
        assert {what for what, is_found in found.items() if is_found} >= SEEN_BY_KEYS[
            browser.name
        ], found


def _lands_on_it(browser: Browser, display: Display, *keys: str) -> bool:
    """Whether the first letters of the host and ``keys`` lead to the listed site."""
    display.key("ctrl+t")
    display.key("ctrl+l")
    display.type(HOST[:5])
    time.sleep(LOOK_SECONDS)
    display.key(*keys)
    time.sleep(LOOK_SECONDS)
    landed = bool(listed_tabs(browser))
    display.key("ctrl+w")
    until(lambda: not listed_tabs(browser), "the tab is closed")
    return landed


def _field_after(browser: Browser, display: Display) -> str:
    """What a field of the same name on another page holds once the browser's offer is taken."""
    browser.open_tab(INNOCENT_PAGE)
    browser.script(FIELD)
    display.wait_focused("Recipes")
    display.type(TYPED[:3])
    time.sleep(LOOK_SECONDS)
    display.key("Down", "Return")
    time.sleep(LOOK_SECONDS)
    return str(browser.script("return document.querySelector('input')?.value ?? '';"))


def _closed_tab_is_listed(browser: Browser, display: Display) -> bool:
    """Whether opening closed tabs again, up to six of them, brings the listed site."""
    for _ in range(6):
        display.key("ctrl+shift+t")
        time.sleep(LOOK_SECONDS)
        if listed_tabs(browser):
            return True
    return False
