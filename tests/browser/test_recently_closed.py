"""The closed tab of a page whose row went before the tab did: Chromium prunes it with the time
since, where that is the visit's alone, and else by a row that the page gets for a moment.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.support.browser import Browser
from tests.browser.support.desk import Desk
from tests.browser.support.leaving import DECOY, leave, names_helpline
from tests.browser.support.pages import INNOCENT
from tests.browser.support.visits import MISSING, visit_helpline

PAGE = f"https://{INNOCENT}/page/1"
NOTES_ROWS = "api.history.onVisited.addListener(({ url }) => (globalThis.rows ??= []).push(url));"


@pytest.mark.parametrize("meanwhile", [False, True], ids=["before", "during the visit"])
def test_the_closed_tab_of_a_left_page_goes_and_an_innocent_one_stays(
    make_browser: Callable[[str], Browser], extensions: dict[str, Path], meanwhile: bool
) -> None:
    browser = make_browser("chromium").start(extensions["chromium"])
    desk = Desk(browser, extensions["chromium"])
    innocent = browser.open_tab(PAGE)
    if not meanwhile:
        browser.close_tab()
    browser.driver.switch_to.new_window("tab")
    visit_helpline(browser)
    if meanwhile:
        reading = browser.driver.current_window_handle
        browser.driver.switch_to.window(innocent)
        browser.driver.close()
        browser.driver.switch_to.window(reading)
    with desk.here() as page:
        page.run(NOTES_ROWS)
    leave(browser)
    desk.wait_swept()

    assert browser.observer.recently_closed() == [PAGE], "the other tab is not forgotten"
    history = browser.observer.history()
    assert not any(names_helpline(url) for url in history)
    assert sorted(url for url in history if url in (DECOY, PAGE)) == sorted([DECOY, PAGE])
    landing = browser.observer.call("history.search", {"text": DECOY})[0]
    assert landing["title"] == "Weather", "the decoy's row is as if it had never been gone"
    with desk.here() as page:
        written = page.run("return globalThis.rows;")
    assert meanwhile or MISSING not in written, "a row is written only where a tab would be lost"
