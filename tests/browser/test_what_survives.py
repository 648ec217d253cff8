"""Erasing too much is as bad as too little: what is innocent is counted before and after."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.support.browser import Browser
from tests.browser.support.desk import Desk
from tests.browser.support.history_db import history_urls
from tests.browser.support.leaving import leave
from tests.browser.support.pages import HELPLINE, INNOCENT, POLICE
from tests.browser.support.visits import RESULTS, visit_helpline

INNOCENT_ROWS = [f"https://{INNOCENT}/page/{number}" for number in range(200)]
HOME = f"https://{INNOCENT}/"
CLOSED = f"https://{INNOCENT}/page/closed"
LOCAL_STORAGE = "return { ...localStorage };"


def test_what_is_innocent_survives_the_escape_to_the_last_row(
    browser: Browser, extension: Path
) -> None:
    browser.start(extension)
    desk = Desk(browser, extension)
    browser.observer.add_history(INNOCENT_ROWS)
    browser.open_tab(HOME)
    browser.wait_ready()
    before = (browser.observer.cookies(INNOCENT), browser.script(LOCAL_STORAGE))
    assert [len(kept) for kept in before] == [2, 1]
    browser.open_tab(CLOSED)
    browser.close_tab()
    assert browser.observer.recently_closed() == [CLOSED]

    browser.driver.switch_to.new_window("tab")
    visit_helpline(browser)
    cookie = {"url": f"https://{HELPLINE}/", "name": "earlier", "value": "1", "secure": True}
    browser.observer.call("cookies.set", cookie)
    assert "earlier" in browser.observer.cookies(HELPLINE), "there is one to erase"
    leave(browser)
    desk.wait_swept()

    assert set(INNOCENT_ROWS) <= set(browser.observer.history())
    assert browser.observer.recently_closed().count(CLOSED) == 1
    browser.open(HOME)
    assert (browser.observer.cookies(INNOCENT), browser.script(LOCAL_STORAGE)) == before
    assert browser.observer.cookies(HELPLINE) == {}
    browser.quit()
    rows = history_urls(browser.place.profile, browser.name)
    assert len([url for url in rows if url in INNOCENT_ROWS]) == 200
    assert {HOME, CLOSED} <= set(rows), "what was visited just before stays too"
    assert RESULTS not in rows, "but the search that led there does not"


@pytest.mark.long_in("firefox")
def test_of_a_police_site_only_the_listed_pages_are_erased(
    browser: Browser, extension: Path
) -> None:
    listed, lost = f"https://{POLICE}/advice/stalking/x", f"https://{POLICE}/report/lost-property"
    browser.start(extension)
    desk = Desk(browser, extension)
    browser.open_tab(lost)
    browser.script("localStorage.setItem('form', 'half filled in')")
    cookies = browser.observer.cookies(POLICE)
    assert len(cookies) == 2
    browser.open_tab(CLOSED)
    browser.open(lost)
    browser.close_tab()
    browser.open_tab(lost)

    browser.open(listed)
    assert desk.touched() == [listed]
    leave(browser)
    desk.wait_swept()

    assert browser.observer.history("police.test") == [lost]
    assert browser.observer.cookies(POLICE) == cookies
    assert browser.observer.recently_closed() == [lost]
    browser.open_tab(lost)
    assert browser.script(LOCAL_STORAGE) == {"form": "half filled in"}
    browser.quit()
    rows = history_urls(browser.place.profile, browser.name)
    assert listed not in rows
    assert lost in rows


@pytest.mark.long_in("firefox")
def test_the_key_is_the_pages_own_where_nothing_is_listed(
    browser: Browser, extension: Path
) -> None:
    browser.start(extension)
    browser.open_tab(f"https://{HELPLINE}/reading")
    for url in (HOME, f"https://{POLICE}/advice/stalkingx", f"https://{POLICE}/"):
        browser.open_tab(url)
        browser.press()
        assert browser.script("return document.documentElement.dataset.key") == "Escape"
        assert browser.front().url == url
