"""The whole thing, as a person does it: search, click, read, press the key, see what is left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.support.browser import Browser
from tests.browser.support.desk import Desk
from tests.browser.support.history_db import cells_naming, rows
from tests.browser.support.leaving import DECOY, leave, names_helpline
from tests.browser.support.pages import HELPLINE_WORDS, INNOCENT
from tests.browser.support.profile_search import files_naming
from tests.browser.support.visits import visit_helpline
from tests.browser.support.waiting import until


@pytest.mark.long_in("firefox")
def test_without_the_extension_the_visit_leaves_at_least_six_rows(browser: Browser) -> None:
    browser.start()
    visit_helpline(browser)
    browser.quit()
    found = cells_naming(browser.place.profile, browser.name, HELPLINE_WORDS)
    assert len(rows(found)) >= 6, found


def test_one_key_leaves_nothing_in_front_of_or_behind_the_decoy(
    browser: Browser, extension: Path
) -> None:
    browser.start(extension)
    desk = Desk(browser, extension)
    browser.driver.switch_to.new_window("tab")
    visit_helpline(browser)

    leave(browser)

    assert browser.back_list(browser.front().handle) == [DECOY]
    desk.wait_swept()
    assert not [url for url in browser.observer.recently_closed() if names_helpline(url)]
    assert not [url for url in browser.observer.history() if names_helpline(url)]
    for _ in range(5):
        browser.observer.reopen_closed()
    assert not [tab for tab in browser.tabs() if names_helpline(tab.url + tab.title)]

    browser.quit()
    assert cells_naming(browser.place.profile, browser.name, HELPLINE_WORDS) == []


@pytest.mark.long_in("firefox")
def test_closing_the_page_erases_it_a_little_later(browser: Browser, extension: Path) -> None:
    browser.start(extension)
    desk = Desk(browser, extension)
    browser.driver.switch_to.new_window("tab")
    visit_helpline(browser)
    assert desk.touched(), "something is to be erased"

    browser.close_tab()
    desk.wait_swept()
    browser.quit()
    assert cells_naming(browser.place.profile, browser.name, HELPLINE_WORDS) == []


@pytest.mark.long_in("firefox")
def test_a_killed_browser_erases_the_visit_at_the_next_start(
    browser: Browser, extension: Path
) -> None:
    browser.start(extension)
    visit_helpline(browser)
    until(lambda: browser.observer.history("helpline.test"), "the visit is in the history")

    browser.kill()
    browser.restart()
    Desk(browser, extension).wait_swept()
    browser.quit()
    assert cells_naming(browser.place.profile, browser.name, HELPLINE_WORDS) == []


def test_a_tab_that_comes_back_after_a_crash_is_closed_before_it_is_read(
    make_browser: Callable[[str], Browser], extensions: dict[str, Path]
) -> None:
    """Firefox brings tabs back by itself; Chromium asks, and has nothing listed to offer."""
    browser = make_browser("firefox").start(extensions["firefox"])
    browser.driver.switch_to.new_window("tab")
    visit_helpline(browser)
    browser.open_tab(f"https://{INNOCENT}/page/1")
    backup = browser.place.profile / "sessionstore-backups"
    until(
        lambda: (
            backup.is_dir()
            and any(backup.iterdir())
            and files_naming(backup, HELPLINE_WORDS)
            and files_naming(backup, (INNOCENT,))
        ),
        "the session is on disk, the last page too",
        40.0,
    )

    browser.kill()
    browser.restart()
    until(lambda: INNOCENT in str(browser.tabs()), "the session is back")
    until(lambda: not names_helpline(str(browser.tabs())), "the listed tab is closed")
    Desk(browser, extensions["firefox"]).wait_swept()
    assert not [url for url in browser.observer.recently_closed() if names_helpline(url)]
    browser.quit()
    assert cells_naming(browser.place.profile, browser.name, HELPLINE_WORDS) == []
