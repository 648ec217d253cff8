"""Starting over: afterwards all is as on the first day, and no file of the browser has a name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.support.browser import Browser, ExtensionPage
from tests.browser.support.desk import Desk
from tests.browser.support.own_sites import OwnSites
from tests.browser.support.pages import HELPLINE
from tests.browser.support.pages_open import open_page
from tests.browser.support.profile_search import files_naming
from tests.browser.support.waiting import until

FORUM, OWN_PAGE = "forum-of-mine.test", "landing-of-mine.test"
"""Never visited: where these names are found, the extension's pages or storage left them."""


def settled(desk: Desk) -> dict[str, Any]:
    """All that is stored, once the extension has begun; its random secret apart."""
    until(lambda: "seal" in desk.stored(), "it has begun")
    stored = desk.stored()
    return {key: value for key, value in stored.items() if key != "seal"}


@pytest.mark.long_in("firefox")
def test_starting_over_leaves_nothing(browser: Browser, extension: Path) -> None:
    browser.start(extension)
    browser.let_reload(extension)
    desk = Desk(browser, extension)
    fresh, secret = settled(desk), desk.stored()["seal"]
    desk.choose("updates", False)
    desk.choose("decoyUrl", f"https://{OWN_PAGE}/")
    open_page(browser, extension, "options")
    sites = OwnSites(browser)
    assert sites.asks_for(FORUM) == ""
    assert sites.confirms() == "Added."
    options = browser.driver.current_window_handle
    browser.open_tab(f"https://{HELPLINE}/")
    browser.wait_ready()
    browser.close_tab()
    browser.driver.switch_to.window(options)
    assert settled(desk) != fresh

    browser.click("#reset")
    assert browser.script("return document.activeElement.id") == "reset-no"
    browser.click("#reset-no")
    assert settled(desk) != fresh, "who says no keeps everything"
    browser.driver.switch_to.new_window("tab")
    kept = browser.driver.current_window_handle
    browser.driver.switch_to.window(options)
    browser.click("#reset")
    browser.click("#reset-yes")
    until(lambda: options not in browser.driver.window_handles, "its pages are closed")
    browser.driver.switch_to.window(kept)

    desk = Desk(browser, extension)
    assert settled(desk) == fresh
    assert desk.stored()["seal"] != secret
    assert desk.touched() == []
    assert browser.observer.history(HELPLINE) == []
    browser.driver.switch_to.window(desk.handle)
    look = {"type": "sites.look", "site": FORUM}
    assert ExtensionPage(browser).send(look) == {"host": FORUM}, "it is no own site any more"
    alarms = ExtensionPage(browser).call("alarms.getAll")
    assert [alarm["name"] for alarm in alarms] == ["beat"]
    browser.quit()
    assert files_naming(browser.place.profile, [FORUM, OWN_PAGE]) == []
