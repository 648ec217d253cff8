"""A browser that opens a listed page by itself when it starts: start page, and session before.

One start of each here; `make soak` takes thirty (``STARTS``).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.support.browser import Browser
from tests.browser.support.sites import Sites
from tests.browser.support.waiting import holds, until
from tests.residue.handoff.pages import HUB_PAGE, PAGE, SITES
from tests.residue.handoff.run import Handing, files_naming
from tests.residue.handoff.start import (
    Life,
    Living,
    choose_start_page,
    continue_session,
    findable,
    forget_start_page,
    install_packed,
    person_s_own_start,
    prefer_last_session,
    start_installed,
    wait_allowed,
)
from tests.residue.handoff.ways import WAYS
from tests.residue.words import HOST

PATH = WAYS[0].path
STARTS = int(os.environ.get("STARTS", "1"))
ARMED_WITHIN_MS = 1000
SETTLED_SECONDS = 15.0


@pytest.fixture(scope="module")
def living() -> Living:
    return Living()


@pytest.fixture(scope="module")
def sites(living: Living) -> Iterator[Sites]:
    with Sites.start({**SITES, HOST: living}) as sites:
        yield sites


def test_a_start_page_is_moved_to_a_private_window_and_a_person_finds_nothing(
    browser: Browser, extension: Path, living: Living
) -> None:
    with person_s_own_start(browser):
        browser.start(extension)
        handing = Handing(browser, extension)
        handing.desk.choose("neutralTitle", True)
        wait_allowed(browser, extension)
        browser.quit()
        install_packed(browser, extension)
        choose_start_page(browser)
        out: list[Life] = []
        for _ in range(STARTS):
            out += start_with_the_page(browser, extension, living)
        print(f"{browser.name}: {len(out)} got out of {STARTS}: {out}")
        if STARTS > 1:  # a single start on a busy machine says nothing about time
            late = [life for life in out if (life.armed or life.last) > ARMED_WITHIN_MS]
            assert late == []
        forget_start_page(browser)
        start_again(browser, extension)
    assert files_naming(browser) == {}


def start_with_the_page(browser: Browser, extension: Path, living: Living) -> list[Life]:
    """One start, and leaving. Gives the page's life in a normal window, if it got there."""
    browser.sites.forget()
    living.forget()
    start_installed(browser)
    handing = Handing(browser, extension, allowed=True)
    shown = "the private window shows the page"
    until(lambda: any(PATH in tab["url"] for tab in handing.private_tabs()), shown, SETTLED_SECONDS)
    until(living.lives, "the private page lives")
    until(lambda: PAGE not in normal_addresses(handing), "no other window shows it")
    asked = browser.sites.asked(HOST).count(PATH)
    handing.leave()
    until(lambda: findable(browser) == [], "a person finds nothing", SETTLED_SECONDS)
    browser.quit()
    assert asked in (1, 2), "once from the private window, and at most once before"
    lives = living.lives()
    print(f"asked {asked} times; lives of {lives}", flush=True)
    return [] if asked == 1 else lives[:1] if len(lives) > 1 else [Life()]


def normal_addresses(handing: Handing) -> list[str]:
    return [tab["url"] for tab in handing.tabs() if not tab["incognito"]]


@pytest.mark.long
def test_a_page_of_a_visit_that_was_cut_off_does_not_come_back_with_the_session(
    browser: Browser, extension: Path
) -> None:
    with person_s_own_start(browser):
        browser.start(extension)
        Handing(browser, extension)
        wait_allowed(browser, extension)
        browser.quit()
        install_packed(browser, extension)
        prefer_last_session(browser)
        start_installed(browser)
        handing = Handing(browser, extension, allowed=True)
        handing.desk.choose("handoff", "never")
        handing.open_here(HUB_PAGE, "#link", PATH)
        handing.desk.choose("handoff", "always")
        continue_session(browser)
        # Firefox's driver takes the tab in front for its own: not the one that is to go
        browser.driver.switch_to.window(handing.desk.handle)
        browser.quit()

        start_installed(browser)
        handing = Handing(browser, extension, allowed=True)
        until(lambda: findable(browser) == [], "a person finds nothing", SETTLED_SECONDS)
        holds(lambda: not handing.private_tabs(), "nobody opens it privately either", 1.0)
        handing.desk.wait_swept()
        browser.quit()
        start_again(browser, extension)
    assert files_naming(browser) == {}


def start_again(browser: Browser, extension: Path) -> None:
    start_installed(browser)
    Handing(browser, extension, allowed=True).desk.wait_swept()
    browser.quit()
