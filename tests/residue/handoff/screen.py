"""The ways to a listed page for which a person uses the browser's own window, not the page."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable

from tests.browser.support.browser import Browser
from tests.browser.support.chromium import Chromium
from tests.browser.support.display import Display
from tests.browser.support.firefox import Firefox
from tests.browser.support.programs import program
from tests.browser.support.screen import Screen
from tests.browser.support.waiting import until
from tests.residue.handoff.pages import PAGE
from tests.residue.handoff.ways import Way

PAGE_ON_SCREEN = """
const frame = (outerWidth - innerWidth) / 2;
return [window.mozInnerScreenX ?? screenX + frame,
  window.mozInnerScreenY ?? screenY + outerHeight - innerHeight - frame].map(Math.round);
"""
LINK_IN_PAGE = """
const { left, top, width, height } = document.querySelector("#link").getBoundingClientRect();
return [left + width / 2, top + height / 2].map(Math.round);
"""
TAB_STRIP = (1000, 36)
"""A free place in the tab strip of either browser's first window."""
FINDS_BOOKMARK = """
const window = Services.wm.getMostRecentWindow("navigator:browser");
const item = window.document.querySelector("#PlacesToolbarItems .bookmark-item");
if (!item || item.getBoundingClientRect().width === 0) return null;
const { left, top, width, height } = item.getBoundingClientRect();
return [window.mozInnerScreenX + left + width / 2, window.mozInnerScreenY + top + height / 2];
"""

ADDS_BOOKMARK = """
const [url, done] = arguments;
const { bookmarks } = window.PlacesUtils;
bookmarks.insert({ parentGuid: bookmarks.toolbarGuid, title: "Saved", url }).then(() => done());
"""
REMOVES_BOOKMARK = """
const [url, done] = arguments;
const { bookmarks } = window.PlacesUtils;
bookmarks.fetch({ url }).then(({ guid }) => bookmarks.remove(guid)).then(() => done());
"""
ON_BOOKMARKS_PAGE = """
(async () => {
  const { id } = await chrome.bookmarks.create({ parentId: "1", title: "Saved", url: %s });
  await chrome.bookmarkManagerPrivate.openInNewTab(id, { active: true, split: false });
})()
"""
REMOVED_THERE = """
chrome.bookmarks.search({ url: %s }).then(([{ id }]) => chrome.bookmarks.remove(id))
"""


def ways_on(display: Display) -> tuple[Way, ...]:
    return (
        Way("typed with real keys", _typed(display, PAGE)),
        Way("typed without its scheme", _typed(display, PAGE.removeprefix("https://"))),
        Way("typed into a new tab", _typed(display, PAGE, new_tab=True)),
        Way("link dragged to the tab strip", _dragged(display)),
        Way("another program, by command line", _another_program(display), only="chromium"),
    )


def bookmark_on(display: Display) -> Way:
    """Made by the person beforehand, and taken away by them afterwards: it names the page too."""
    return Way("bookmark", _bookmark(display), undo=_remove_bookmark)


def _typed(display: Display, text: str, *, new_tab: bool = False) -> Callable[[Browser], None]:
    def act(_: Browser) -> None:
        display.activate("Hub")
        if new_tab:
            display.key("ctrl+t")
            until(lambda: "Hub" not in display.focused_title(), "a new tab is in front")
        display.key("ctrl+l")
        display.type(text)
        display.key("Return")

    return act


def _dragged(display: Display) -> Callable[[Browser], None]:
    def act(browser: Browser) -> None:
        display.activate("Hub")
        (left, top), (x, y) = browser.script(PAGE_ON_SCREEN), browser.script(LINK_IN_PAGE)
        display.drag((left + x, top + y), TAB_STRIP)

    return act


def _bookmark(display: Display) -> Callable[[Browser], None]:
    """A click on the bar of bookmarks in Firefox; the page of bookmarks opens it in Chromium."""

    def act(browser: Browser) -> None:
        if isinstance(browser, Chromium):
            _on_bookmarks_page(browser, ON_BOOKMARKS_PAGE)
        if not isinstance(browser, Firefox):
            return
        browser.privileged_async(ADDS_BOOKMARK, PAGE)
        display.activate("Hub")
        display.key("ctrl+shift+b")
        until(lambda: browser.privileged(FINDS_BOOKMARK), "the bookmark is shown")
        with Screen(display.name) as screen:
            screen.wait_still()  # the bar slides in
            x, y = browser.privileged(FINDS_BOOKMARK)
            screen.point(round(x), round(y))
            screen.wait_still()  # the button under the pointer is drawn as such
            screen.click()

    return act


def _remove_bookmark(browser: Browser) -> None:
    if isinstance(browser, Firefox):
        browser.privileged_async(REMOVES_BOOKMARK, PAGE)
    elif isinstance(browser, Chromium):
        _on_bookmarks_page(browser, REMOVED_THERE)


def _on_bookmarks_page(browser: Chromium, does: str) -> None:
    tools = browser.devtools
    page = tools.call("Target.createTarget", url="chrome://bookmarks", background=True)
    target = page["targetId"]
    ready = "document.readyState === 'complete' && Boolean(globalThis.chrome?.bookmarks)"
    until(lambda: tools.evaluate(target, ready), "the bookmarks are there")
    tools.evaluate(target, does % json.dumps(PAGE))
    tools.call("Target.closeTarget", targetId=target)


def _another_program(display: Display) -> Callable[[Browser], None]:
    """Another program asks the browser that runs, by starting it again with an address."""

    def act(browser: Browser) -> None:
        command = [program("CHROMIUM"), f"--user-data-dir={browser.place.profile}"]
        if os.geteuid() == 0:
            command.append("--no-sandbox")
        environment = browser.place.environment(display.name)
        subprocess.run([*command, PAGE], env=environment, check=True, timeout=30)

    return act
