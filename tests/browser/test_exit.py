"""What is left of a page at the moment of leaving, and where one stands two seconds later."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.support.browser import Browser
from tests.browser.support.desk import Desk
from tests.browser.support.display import Display
from tests.browser.support.input_method import cancels_composition
from tests.browser.support.leaving import DECOY, names_helpline, told, wait_gone
from tests.browser.support.pages import HELPLINE, INNOCENT
from tests.browser.support.visits import READING
from tests.browser.support.waiting import holds, until
from tests.browser.support.windows import (
    close_ordinary_tabs,
    minimise_ordinary_windows,
    open_private_window,
)

WATCHING = f"https://{HELPLINE}/watching"
DOWNLOADS = "Object.assign(document.createElement('a'), {href: '/file.bin', download: ''}).click()"
NOTHING_LEFT = {
    "title": "New tab",
    "icons": ["data:image/svg+xml,%3C"],
    "playing": None,
    "muted": True,
    "paused": True,
    "live": [],
}


def plays(browser: Browser, display: Display) -> None:
    """Open the page that tells what it sees, and let it play."""
    browser.drive_front()
    browser.open_tab(WATCHING)
    browser.click("#play")
    browser.wait_ready()
    display.wait_focused("Quiet Harbour: watching")


def running(browser: Browser) -> list[str]:
    found = browser.observer.call("downloads.search", {"state": "in_progress"})
    return sorted(item["url"] for item in found)


def is_away(browser: Browser, display: Display) -> None:
    """No listed page is open; the window that gets the keys shows the decoy, for two seconds."""
    display.wait_focused("Weather")
    holds(lambda: "Weather" in display.focused_title(), "one stays there", seconds=2.0)
    # only now: the driver brings to the front what it drives
    browser.driver.switch_to.window(browser.driver.window_handles[0])
    until(lambda: not any(names_helpline(tab.url) for tab in browser.tabs()), "nothing is open")
    assert display.focused_pid() in browser.pids


@pytest.mark.long_in("firefox")
def test_nothing_of_the_page_is_left_and_the_front_is_an_ordinary_window(
    browser: Browser, extension: Path, display: Display
) -> None:
    browser.start(extension, display=display)
    browser.allow_private(extension)
    Desk(browser, extension).choose("handoff", "never")
    browser.open_tab(f"https://{INNOCENT}/page/1")
    browser.script(DOWNLOADS)

    # the Esc that cancels an input method does not leave, nor the one that leaves a full screen
    browser.open_tab(f"https://{HELPLINE}/form")
    browser.click("#story")
    display.wait_focused("Quiet Harbour: write to us")
    cancels_composition(browser, display)
    until(lambda: browser.script("return story.value") in ("", "´"), "the word is cancelled")
    browser.script("story.onclick = () => document.documentElement.requestFullscreen()")
    browser.click("#story")
    until(
        lambda: browser.script("return document.fullscreenElement !== null"), "it fills the screen"
    )
    with display.held("Escape"):
        holds(
            lambda: browser.front().title == "Quiet Harbour: write to us", "one stays", seconds=1.5
        )
    until(lambda: browser.script("return document.fullscreenElement === null"), "it is small again")

    plays(browser, display)
    browser.script(DOWNLOADS)
    files = [f"https://{host}/file.bin" for host in (HELPLINE, INNOCENT)]
    until(lambda: running(browser) == files, "both files are on their way")
    display.key("Escape")
    assert told(browser.sites, HELPLINE) == NOTHING_LEFT
    wait_gone(browser)
    until(lambda: running(browser) == files[1:], "the listed page's file goes on no more")
    is_away(browser, display)

    browser.sites.forget()
    plays(browser, display)
    browser.press_command(extension)
    assert told(browser.sites, HELPLINE) == NOTHING_LEFT
    is_away(browser, display)

    # a small window of a page
    plays(browser, display)
    browser.click("#open-small")
    display.wait_focused("Quiet Harbour: reading")
    browser.wait_page_focused(READING)
    display.key("Escape")
    is_away(browser, display)

    # a private window, with the ordinary one out of sight
    browser.drive_front()
    browser.open_tab(f"https://{INNOCENT}/page/2")
    minimise_ordinary_windows(browser)
    open_private_window(browser)
    browser.open(READING)
    browser.click("h1")
    display.wait_focused("Quiet Harbour: reading")
    display.key("Escape")
    is_away(browser, display)

    # a private window, and no other
    open_private_window(browser)
    browser.open(READING)
    browser.click("h1")
    close_ordinary_tabs(browser)
    display.wait_focused("Quiet Harbour: reading")
    display.key("Escape")
    is_away(browser, display)
    assert [tab.url for tab in browser.tabs()].count(DECOY) == 1
