"""From the first screen to a practised escape, as somebody new does it; and skipping it all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.support.browser import Browser
from tests.browser.support.leaving import leave, names_helpline
from tests.browser.support.pages import HELPLINE, WEATHER
from tests.browser.support.pages_newcomer import Newcomer
from tests.browser.support.pages_open import open_page
from tests.browser.support.waiting import until
from tools.packaging.manifest import CHROME_ID

OWN_PAGE = f"https://{WEATHER}/"
STORE = {
    "chromium": f"https://chromewebstore.google.com/detail/sidestep/{CHROME_ID}",
    "firefox": "https://addons.mozilla.org/en-GB/firefox/addon/sidestep/",
}
OTHER_SEARCH = "https://www.google.com/search?q=sidesteps+in+dancing"
AT_MOST_CLICKS = 6
CHOSEN = "return document.querySelector('#choices :checked').value"


def _came_by(browser: str) -> list[str]:
    search = "https://www.google.com/search?q=leave+page+quickly+Sidestep"
    return [search, STORE[browser], f"{STORE[browser]}?hl=cy"]


def test_from_the_first_screen_to_a_practised_and_a_real_escape_in_six_clicks(
    browser: Browser, extension: Path
) -> None:
    browser.start(extension)
    browser.observer.add_history([*_came_by(browser.name), OTHER_SEARCH])
    newcomer = Newcomer(browser, extension)
    first = newcomer.reads_first()
    assert first.index("use another one") < first.index("What it does")

    assert "Weather" in newcomer.practises()
    newcomer.practises(by_button=True)
    assert "News" in newcomer.chooses_to_land_on("news")
    newcomer.chooses_own_page(WEATHER)
    assert "3 entries were cleared" in newcomer.finishes()
    kept = [url for url in browser.observer.history() if not url.startswith("chrome-extension:")]
    assert kept == [OTHER_SEARCH], "own pages apart, which another test holds"
    assert newcomer.clicks <= AT_MOST_CLICKS
    print(f"{browser.name}: {newcomer.clicks} clicks, {newcomer.seconds:.1f} s at a machine's pace")

    open_page(browser, extension, "welcome")
    assert browser.script(CHOSEN) == "own", "what was chosen is there when one comes back"
    open_page(browser, extension, "popup")
    assert not browser.find("#start").is_displayed(), "read to its end, it is offered no more"
    browser.open_tab(f"https://{HELPLINE}/")
    browser.press()
    until(lambda: browser.front().url == OWN_PAGE, "the chosen page is in front")
    until(
        lambda: not any(names_helpline(tab.url) for tab in browser.tabs()),
        "the listed tab is closed once the decoy shows",
    )


@pytest.mark.long_in("firefox")
def test_who_skips_everything_is_protected(browser: Browser, extension: Path) -> None:
    browser.start(extension)
    Newcomer(browser, extension)
    browser.open_tab(f"https://{HELPLINE}/")
    leave(browser)
    open_page(browser, extension, "popup")
    assert browser.find("#start").is_displayed(), "the first screen is still offered"


def test_private_windows_turn_green_once_allowed(browser: Browser, extension: Path) -> None:
    browser.start(extension)
    assert "not allowed" in Newcomer(browser, extension).private_windows()
    browser.driver.switch_to.new_window("tab")
    browser.allow_private(extension)
    closed = "the browser closes the page, as its text says"
    until(lambda: not any("welcome" in tab.url for tab in browser.tabs()), closed)
    assert "is allowed" in Newcomer(browser, extension).private_windows()
    tone = browser.script("return document.getElementById('private-fact').dataset.tone")
    assert tone == "good"
