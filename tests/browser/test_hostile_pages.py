"""A page can neither prevent an escape, nor forge one, nor see that there would be one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.support.browser import Browser
from tests.browser.support.desk import Desk
from tests.browser.support.hostile import TRICKS
from tests.browser.support.leaving import DECOY, leave
from tests.browser.support.pages import HELPLINE
from tests.browser.support.waiting import holds, until

SEEN_BY_THE_PAGE = """
return {
  globals: Object.getOwnPropertyNames(window).sort(),
  markup: document.documentElement.outerHTML,
  styles: document.adoptedStyleSheets.length,
  requests: performance.getEntriesByType("resource").map(({ name }) => name)
    .filter((name) => !name.endsWith("/favicon.ico")),
};
"""


@pytest.fixture(scope="module")
def tricks() -> dict[str, str]:
    return {trick: f"https://{HELPLINE}/hostile/{number}" for number, trick in enumerate(TRICKS)}


def clicks(browser: Browser) -> bool:
    browser.click("body")
    return True


@pytest.mark.long_in("firefox")
@pytest.mark.parametrize("trick", TRICKS)
def test_the_key_wins_against_a_page_that(
    trick: str, browser: Browser, extension: Path, tricks: dict[str, str]
) -> None:
    """On the second page of a visit. On the first, in Chromium, a script of the page may be there
    before the key (docs/escape.md has the rate); the browser command works all the same.
    """
    browser.start(extension)
    desk = Desk(browser, extension)
    browser.open_tab(f"https://{HELPLINE}/reading")
    until(desk.touched, "the visit has begun")
    browser.open(tricks[trick])
    until(lambda: browser.script("return performance.now() > 500"), "the trick is at work")
    until(lambda: clicks(browser), "the page may ask before it lets go, for it was used")
    leave(browser)
    until(
        lambda: browser.back_list(browser.front().handle) == [DECOY],
        "Back and Forward lead nowhere",
    )


def test_a_page_cannot_forge_the_key(browser: Browser, extension: Path) -> None:
    browser.start(extension)
    desk = Desk(browser, extension)
    browser.open_tab(f"https://{HELPLINE}/hostile/forged")
    until(
        lambda: browser.script("return document.documentElement.dataset.forged === 'yes'"),
        "the page has tried",
    )
    assert desk.touched(), "the page is one that the key would leave"
    holds(lambda: not any(tab.url == DECOY for tab in browser.tabs()), "one stays", seconds=2)


def test_a_page_cannot_see_that_it_is_listed(browser: Browser, extension: Path) -> None:
    url = f"https://{HELPLINE}/reading"
    browser.start()
    browser.open_tab(url)
    without = browser.script(SEEN_BY_THE_PAGE)
    browser.quit()
    browser.start(extension)
    desk = Desk(browser, extension)
    browser.open_tab(url)
    until(desk.touched, "the page is listed")
    assert browser.script(SEEN_BY_THE_PAGE) == without
