"""Walking over a page with the Tab key."""

from __future__ import annotations

from typing import Any

from selenium.webdriver.common.keys import Keys

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
