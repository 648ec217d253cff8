"""A site of one's own: hard to add by mistake, protected as soon as it is there, named nowhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.support.browser import Browser, ExtensionPage
from tests.browser.support.leaving import leave
from tests.browser.support.own_sites import OwnSites
from tests.browser.support.pages import HELPLINE, INNOCENT, WEATHER
from tests.browser.support.pages_open import open_page
from tests.browser.support.waiting import until
from tests.browser.test_own_storage import own_files

RARE_PUBLIC_SUFFIX = "priv.at"
"""One that only the browser knows."""

HAS_KEY = """
const { visits } = await api.storage.session.get("visits");
if (visits.tabs.length !== 1) return false;
const target = { tabId: visits.tabs[0] };
const func = () => globalThis.sidestepArmed === true;
return (await api.scripting.executeScript({ target, func }))[0].result;
"""

REFUSED = {
    "two words": "isn’t the address",
    "192.168.0.1": "isn’t the address",
    RARE_PUBLIC_SUFFIX: "Too many sites",
    "https://www.google.com/search?q=x": "can’t be added",
    HELPLINE: "on the list already",
    "www.bbc.com": "where you land",
}


def visits(browser: Browser) -> dict[str, Any]:
    """The visit log as the extension keeps it in the session's memory."""
    return dict(ExtensionPage(browser).call("storage.session.get", "visits")["visits"])


def is_armed(browser: Browser) -> bool:
    """Whether one tab is listed and its page listens for the key. The driven page is the
    extension's.
    """
    return bool(ExtensionPage(browser).run(HAS_KEY))


@pytest.mark.long_in("firefox")
def test_an_own_site_is_protected_at_once_and_named_nowhere(
    browser: Browser, extension: Path
) -> None:
    browser.start(extension)
    forum = browser.open_tab(f"https://{INNOCENT}/")
    browser.open_tab("about:blank")
    open_page(browser, extension, "options")
    sites, options = OwnSites(browser), browser.driver.current_window_handle
    for typed, reason in REFUSED.items():
        assert reason in sites.asks_for(typed), typed

    assert sites.asks_for(WEATHER) == ""
    sites.cancels()
    assert sites.asks_for(f"https://www.{INNOCENT}/page/1") == ""
    assert "Tick the box" in sites.confirms(ticked=False)
    assert sites.confirms() == "Added."
    assert "added it before" in sites.asks_for(INNOCENT)
    assert INNOCENT not in browser.script("return document.body.innerText")

    until(lambda: is_armed(browser), "the tab that shows the site has its key")
    browser.driver.switch_to.window(forum)
    leave(browser)
    browser.driver.switch_to.window(options)
    until(lambda: not visits(browser)["touched"], "the visit is erased")
    assert browser.observer.history(INNOCENT) == []
    assert not any(INNOCENT in url for url in browser.observer.recently_closed())

    browser.open_tab(f"https://{INNOCENT}/page/2")
    browser.driver.switch_to.window(options)
    until(lambda: is_armed(browser), "a new visit has its key")
    assert sites.takes_off("innocent.test") == "Taken off."
    until(lambda: not visits(browser)["tabs"], "the tab is an ordinary one again")
    assert "isn’t one of your sites" in sites.takes_off("innocent.test")
    assert sites.asks_for(INNOCENT) == ""
    assert sites.confirms() == "Added."
    browser.quit()
    files = own_files(browser, extension)
    assert files
    for file in files:
        for name in (INNOCENT.encode(), INNOCENT.encode("utf-16-le")):
            assert name not in file.read_bytes(), file


@pytest.mark.long_in("firefox")
def test_the_popup_offers_it_for_the_page_in_front(browser: Browser, extension: Path) -> None:
    browser.start(extension)
    open_page(browser, extension, "popup")
    popup = browser.driver.current_window_handle
    tab = ExtensionPage(browser).call("tabs.getCurrent")["id"]

    def is_offered_in(front: str) -> bool:
        """Fill the popup anew behind another tab; to drive a tab is to bring it to the front."""
        browser.driver.switch_to.window(front)
        until(lambda: browser.front().handle == front, "the page is in front")
        browser.observer.call("tabs.reload", tab)
        until(lambda: browser.observer.call("tabs.get", tab)["status"] == "complete", "it is there")
        browser.driver.switch_to.window(popup)
        until(lambda: browser.find("#list").text, "the popup is filled")
        return browser.find("#protect").is_displayed()

    browser.driver.switch_to.new_window("tab")
    assert not is_offered_in(browser.driver.current_window_handle)
    weather = browser.open_tab(f"https://{WEATHER}/")
    until(lambda: is_offered_in(weather), "it is offered for a web page")
    sites = OwnSites(browser)
    sites.press("protect")
    assert sites.answer() == ""
    assert WEATHER in browser.find("#site-what").text
    assert sites.confirms() == "Added."
    until(lambda: is_armed(browser), "the page that was in front has its key")
    browser.driver.switch_to.window(weather)
    leave(browser)
