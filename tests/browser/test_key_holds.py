"""The key works with something in its way: other frames, a reloaded extension, a worker gone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.browser.support.browser import Browser
from tests.browser.support.chromium import Chromium
from tests.browser.support.desk import Desk
from tests.browser.support.history_db import cells_naming
from tests.browser.support.leaving import DECOY, leave, wait_gone
from tests.browser.support.pages import HELPLINE, HELPLINE_WORDS, WIDGET
from tests.browser.support.waiting import until
from tests.browser.support.windows import open_private_window

HOME = f"https://{HELPLINE}/"
CHAT = f"https://{HELPLINE}/chat"


def test_with_the_focus_in_a_frame_of_another_origin(browser: Browser, extension: Path) -> None:
    browser.start(extension)
    desk = Desk(browser, extension)
    browser.open_tab(CHAT)
    with browser.frame("#widget"):
        browser.click("#message")
        browser.press()
    wait_gone(browser)
    desk.wait_swept()
    browser.quit()
    words = [*HELPLINE_WORDS, WIDGET]
    assert cells_naming(browser.place.profile, browser.name, words) == []


def test_after_the_extension_was_reloaded_in_mid_page(browser: Browser, extension: Path) -> None:
    browser.start(extension)
    page = browser.open_tab(HOME)
    browser.wait_ready()
    browser.reload_extension(extension)
    desk = Desk(browser, extension)
    until(desk.touched, "the extension has found the open page")
    browser.driver.switch_to.window(page)
    leave(browser)

    until(
        lambda: browser.back_list(browser.front().handle) == [DECOY],
        "Back and Forward lead nowhere, once the session's log is written anew",
    )
    desk.wait_swept()
    browser.quit()
    assert cells_naming(browser.place.profile, browser.name, HELPLINE_WORDS) == []


def test_with_the_focus_in_a_frame_and_the_extension_switched_off(
    make_browser: Callable[[str], Browser], extensions: dict[str, Path]
) -> None:
    """Nobody is left who could close the tab: the frame tells the page around it. Firefox ends its
    scripts with the extension (docs/escape.md).
    """
    browser = make_browser("chromium").start(extensions["chromium"])
    assert isinstance(browser, Chromium)
    desk = Desk(browser, extensions["chromium"])
    browser.open_tab(CHAT)
    until(lambda: f"https://{WIDGET}/" in desk.touched(), "the frame has its key")
    browser.disable_extension(extensions["chromium"])
    with browser.frame("#widget"):
        browser.click("#message")
        browser.press()
    until(lambda: browser.front().url == DECOY, "the decoy is in the place of the page")


def presses_and_is_gone(browser: Browser) -> bool:
    """In Firefox the old key script ends with its extension: the key is dead until the new one has
    found the page.
    """
    browser.press()
    return browser.front().url == DECOY


def test_with_the_key_pressed_before_a_reloaded_extension_is_back(
    browser: Browser, extension: Path
) -> None:
    browser.start(extension)
    browser.open_tab(HOME)
    browser.wait_ready()
    browser.reload_extension(extension)
    until(lambda: presses_and_is_gone(browser), "somebody who keeps pressing is gone")
    browser.drive_front()

    Desk(browser, extension).wait_swept()
    browser.quit()
    assert cells_naming(browser.place.profile, browser.name, HELPLINE_WORDS) == []


def test_with_the_worker_killed(browser: Browser, extension: Path) -> None:
    browser.start(extension)
    desk = Desk(browser, extension)
    browser.open_tab(HOME)
    until(desk.touched, "the visit has begun")
    browser.wait_ready()
    browser.kill_worker(extension)
    assert not browser.has_worker(extension)
    leave(browser)

    desk.wait_swept()
    browser.quit()
    assert cells_naming(browser.place.profile, browser.name, HELPLINE_WORDS) == []


def test_with_the_worker_killed_in_a_private_window(browser: Browser, extension: Path) -> None:
    """No erased row takes the page out of its tab's back list there: the tab must go, though its
    page may have gone to the decoy by itself.
    """
    browser.start(extension)
    browser.allow_private(extension)
    desk = Desk(browser, extension)
    desk.choose("handoff", "never")
    open_private_window(browser)
    browser.open(HOME)
    (tab,) = until(desk.listed_tabs, "the visit has begun")
    browser.wait_ready()
    browser.kill_worker(extension)
    browser.press()
    until(lambda: tab not in desk.tabs(), "the page's tab is closed")
    assert [url for url in desk.tabs().values() if url == DECOY] == [DECOY]


def test_with_a_worker_that_wakes_after_the_page_has_gone(
    make_browser: Callable[[str], Browser], extensions: dict[str, Path]
) -> None:
    """Chromium, where a worker has a process that can be held: the page goes on by itself then."""
    browser = make_browser("chromium").start(extensions["chromium"])
    assert isinstance(browser, Chromium)
    browser.allow_private(extensions["chromium"])
    desk = Desk(browser, extensions["chromium"])
    desk.choose("handoff", "never")
    open_private_window(browser)
    browser.open(HOME)
    (tab,) = until(desk.listed_tabs, "the visit has begun")
    browser.wait_ready()
    browser.kill_worker(extensions["chromium"])
    with browser.extensions_stopped():
        browser.press()
        until(
            lambda: DECOY in {page["url"] for page in browser.devtools.targets("page")},
            "the page has gone by itself",
        )
    until(lambda: tab not in desk.tabs(), "the page's tab is closed")
    assert [url for url in desk.tabs().values() if url == DECOY] == [DECOY]
