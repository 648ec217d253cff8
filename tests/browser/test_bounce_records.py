"""Chromium's record of sites against tracking by redirects goes by one call alone, which takes
every row since a moment: it is made only where nothing innocent would go.

In Firefox the call is never made.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.support.browser import Browser
from tests.browser.support.desk import Desk
from tests.browser.support.history_db import history_urls
from tests.browser.support.leaving import leave
from tests.browser.support.pages import HELPLINE, INNOCENT
from tests.browser.support.sqlite_copy import opened_copy, table_names
from tests.browser.support.waiting import until

HOME = f"https://{HELPLINE}/"
BEFORE = [f"https://{INNOCENT}/page/{number}" for number in range(20)]
CLOSED, MEANWHILE = f"https://{INNOCENT}/page/closed", f"https://{INNOCENT}/page/meanwhile"


def is_on_record(browser: Browser) -> bool:
    """Whether the record names the helpline. It is written seconds after the click; the file comes
    with its first row, at first without a table.
    """
    file = browser.place.profile / "Default/DIPS"
    if not file.exists():
        return False
    with opened_copy(file) as database:
        if "bounces" not in table_names(database):
            return False
        sites = [site for (site,) in database.execute("SELECT site FROM bounces")]
    return any(HELPLINE.removeprefix("www.") in site for site in sites)


@pytest.mark.parametrize("meanwhile", [False, True], ids=["alone", "beside another page"])
def test_the_call_that_takes_all_rows_is_made_only_where_none_is_innocent(
    make_browser: Callable[[str], Browser], extensions: dict[str, Path], meanwhile: bool
) -> None:
    browser = make_browser("chromium").start(extensions["chromium"])
    desk = Desk(browser, extensions["chromium"])
    browser.observer.add_history(BEFORE)
    browser.open_tab(CLOSED)
    browser.close_tab()
    browser.driver.switch_to.new_window("tab")
    browser.open(HOME)
    browser.wait_ready()
    browser.click("body")
    if meanwhile:
        reading = browser.driver.current_window_handle
        browser.open_tab(MEANWHILE)
        browser.driver.switch_to.window(reading)
    until(lambda: is_on_record(browser), "the click is on record")
    leave(browser)
    desk.wait_swept()

    assert browser.observer.recently_closed() == [CLOSED], "no other closed tab is forgotten"
    shown = set(browser.observer.history())
    assert set(BEFORE) <= shown
    assert (MEANWHILE in shown) is meanwhile
    browser.quit()
    assert set(BEFORE) <= set(history_urls(browser.place.profile, "chromium"))
    assert is_on_record(browser) is meanwhile, (
        "the record goes where nothing innocent would go with it"
    )
