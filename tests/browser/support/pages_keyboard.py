"""Walking over a page with the Tab key."""

from __future__ import annotations

from typing import Any

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from tests.browser.support.browser import Browser

NAMES = """
const name = (element) =>
  element.id || element.name || element.getAttribute("href") || element.textContent.trim();
"""

STOPS = (
    NAMES
    + """
const kinds = "a[href], button, input, select, textarea, summary, [tabindex='0']";
const groups = new Set();
const isStop = ({ type, name }) => {
  if (type !== "radio") return true;
  const isFirst = !groups.has(name);
  groups.add(name);
  return isFirst;
};
return [...document.querySelectorAll(kinds)]
  .filter((element) => element.checkVisibility() && !element.disabled)
  .filter(isStop)
  .map(name);
"""
)
"""What can be reached, in the order of the document; a group of radio buttons is one stop."""

HERE = (
    NAMES
    + """
const element = document.activeElement;
if (!element || element === document.body) return null;
const { outlineStyle, outlineWidth, clipPath } = getComputedStyle(element);
const { top, bottom, left, right } = element.getBoundingClientRect();
return {
  name: name(element),
  ringed: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
  inSight: clipPath === "none" && bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
};
"""
)


STARTS_OVER = """
document.activeElement?.blur();
getSelection().removeAllRanges();
scrollTo(0, 0);
"""


MOST_STEPS = 120
"""Nobody presses Tab more often to get anywhere; the options page is the longest."""

IS_FOCUSED = "return document.activeElement === arguments[0];"
IS_BEHIND = """
const here = document.activeElement;
return here !== document.body
  && Boolean(here.compareDocumentPosition(arguments[0]) & Node.DOCUMENT_POSITION_PRECEDING);
"""


def stops(browser: Browser) -> list[str]:
    """The names of everything on the page that takes the focus, in the order of the page."""
    return list(browser.script(STOPS))


def walk(browser: Browser, steps: int) -> list[dict[str, Any]]:
    """Press Tab from the top of the page; where the focus is after each press."""
    browser.script(STARTS_OVER)
    seen = []
    for _ in range(steps):
        browser.press(Keys.TAB)
        here = browser.script(HERE)
        if here is None:
            break
        seen.append(here)
    return seen


def press_with(browser: Browser, held: str, key: str) -> None:
    """Press ``key`` while another is held down."""
    ActionChains(browser.driver).key_down(held).send_keys(key).key_up(held).perform()


def reach(browser: Browser, element: WebElement) -> list[dict[str, Any]]:
    """Press Tab, or Shift and Tab where it lies behind, until the focus is on ``element``; the
    stops on the way.

    Raises:
        LookupError: it is not reached, going on from where the focus is.
        AssertionError: at one of the stops the focus was not to be seen.
    """
    back = browser.script(IS_BEHIND, element)
    passed: list[dict[str, Any]] = []
    while not browser.script(IS_FOCUSED, element):
        if back:
            press_with(browser, Keys.SHIFT, Keys.TAB)
        else:
            browser.press(Keys.TAB)
        here = browser.script(HERE)
        if here is None or len(passed) == MOST_STEPS:
            names = [stop["name"] for stop in passed]
            raise LookupError(f"Tab leads to {names}, not to {element.get_attribute('outerHTML')}")
        passed.append(here)
        if not (here["ringed"] and here["inSight"]):
            raise AssertionError(f"the focus is not to be seen: {here}")
    return passed
