"""The leave button: reachable by keyboard and pointer whatever the page puts over it, in every
direction and at every size, without moving the page.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.keys import Keys

from tests.browser.support.browser import Browser
from tests.browser.support.desk import Desk
from tests.browser.support.leaving import wait_gone
from tests.browser.support.pages import HELPLINE
from tests.browser.support.waiting import until

PAGE = f"https://{HELPLINE}/banner"
SMALLEST = 44

FINDS = """
const host = document.querySelector("[popover]:popover-open:not(#tip)");
if (!host) return null;
const { left, right, top, bottom, width, height } = host.getBoundingClientRect();
const [x, y] = [(left + right) / 2, (top + bottom) / 2];
return {
  left, right, top, bottom, width, height, x, y,
  across: innerWidth, down: innerHeight,
  isOnTop: document.elementFromPoint(x, y) === host,
  isReadable: host.shadowRoot !== null || host.textContent !== "",
};
"""
LAYOUT = """
const boxes = [...document.querySelectorAll("body, body *")]
  .filter((element) => !element.matches("[popover]"))
  .map((element) => JSON.stringify(element.getBoundingClientRect()));
return [...boxes, document.documentElement.scrollWidth, document.documentElement.scrollHeight];
"""


def button(browser: Browser) -> dict[str, Any]:
    """Where the button is, once it is on top of all else there."""

    def found() -> dict[str, Any] | None:
        where = browser.script(FINDS)
        return dict(where) if where and where["isOnTop"] else None

    where = until(found, "the button is there, and nothing covers it")
    assert not where["isReadable"], "the page cannot look into it"
    assert where["height"] >= SMALLEST
    assert where["width"] >= SMALLEST
    assert where["left"] >= 0
    assert where["top"] >= 0
    assert where["right"] <= where["across"]
    assert where["bottom"] <= where["down"]
    return where


def click_at(browser: Browser, x: float, y: float) -> None:
    actions = ActionBuilder(browser.driver)
    pointer = actions.pointer_action
    pointer.move_to_location(round(x), round(y))  # type: ignore[no-untyped-call]
    pointer.pointer_down()  # type: ignore[no-untyped-call]
    actions.perform()


@pytest.mark.long_in("firefox")
def test_the_leave_button(browser: Browser, extension: Path) -> None:
    browser.start(extension)
    desk = Desk(browser, extension)
    browser.open_tab(PAGE)
    until(desk.touched, "the page is listed")
    before = browser.script(LAYOUT)
    desk.tick("leave-button")

    where = button(browser)
    assert browser.script(LAYOUT) == before, "nothing moves"
    assert where["x"] > where["across"] / 2
    browser.script("document.documentElement.dir = 'rtl'")
    assert button(browser)["x"] < where["across"] / 2
    browser.script("document.documentElement.dir = 'ltr'")

    browser.script("document.getElementById('tip').showPopover()")
    button(browser)
    browser.script("document.getElementById('ask').showModal()")
    button(browser)
    browser.script("document.getElementById('ask').close()")
    button(browser)
    browser.script("document.querySelector('[popover]:not(#tip)').remove()")
    button(browser)

    desk.zoom(PAGE, 4)
    until(lambda: browser.script("return innerWidth") < where["across"] / 3, "it is four times big")
    button(browser)
    desk.zoom(PAGE, 1)
    until(lambda: browser.script("return innerWidth") == where["across"], "it is as before")

    browser.click("#first")
    ActionChains(browser.driver).key_down(Keys.SHIFT).send_keys(Keys.TAB).key_up(
        Keys.SHIFT
    ).perform()
    focused = "return document.activeElement?.matches('[popover]:not(#tip)')"
    if not browser.script(focused):  # where the way back leads out of the page, the way on leads in
        for _ in range(3):
            browser.press(Keys.TAB)
            if browser.script(focused):
                break
    assert browser.script(focused), "the keyboard reaches it"
    browser.press(Keys.ENTER)
    wait_gone(browser)

    browser.open_tab(PAGE)
    browser.script("document.getElementById('ask').showModal()")
    where = button(browser)
    click_at(browser, where["x"], where["y"])
    wait_gone(browser)
