"""A page at 400 %: the browser's own zoom in a window of 1,280 × 1,024 pixels.

WCAG 2.2, 1.4.10 (Reflow) counts 320 CSS pixels across as 400 % of 1,280: everything has to be there
and to be read by scrolling in one direction. A narrow window shows that lines break; the browser's
zoom also leaves the height of 256 pixels, where what sticks to an edge would cover the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.browser.support.browser import Browser
from tests.browser.support.waiting import until

WINDOW = (1280, 1024)
ZOOM = 4

READS = "return document.body.innerText.replace(/\\s+/g, ' ').trim()"
CUT_OFF = """
const clips = (value) => value === "hidden" || value === "clip";
return [...document.querySelectorAll("body *")]
  .filter((element) => element.checkVisibility() && !element.closest(".unseen, .skip, .view"))
  .filter((element) => !element.matches("input"))
  .filter((element) => {
    const { overflowX, overflowY } = getComputedStyle(element);
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
    return (clips(overflowX) && scrollWidth > clientWidth + 1)
      || (clips(overflowY) && scrollHeight > clientHeight + 1);
  })
  .map(({ outerHTML }) => `cut off: ${outerHTML.slice(0, 80)}`);
"""
"""What holds more than it shows and cannot be scrolled; one can move within a field."""

COVERED = """
const kinds = "a[href], button, input, select, textarea, summary";
const covered = [];
for (const element of document.querySelectorAll(kinds)) {
  if (!element.checkVisibility() || element.closest(".unseen, .skip")) continue;
  element.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  const { left, right, top, bottom } = element.getClientRects()[0];
  const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2;
  const hit = document.elementFromPoint(x, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2);
  if (!element.contains(hit) && !element.closest("label")?.contains(hit)) {
    covered.push(`covered: ${element.outerHTML.slice(0, 80)} by ${hit?.outerHTML.slice(0, 40)}`);
  }
}
scrollTo(0, 0);
return covered;
"""
"""What is to be used but lies under something else, once it is scrolled to."""


def wrong_at_four_times(
    browser: Browser, zoom: Callable[[float], object], too_wide: str
) -> list[Any]:
    """What is lost, cut off, covered or too wide at 400 %; ``zoom`` sets the browser's own zoom."""
    before, width = browser.script(READS), browser.script("return innerWidth")
    zoom(ZOOM)
    try:
        until(
            lambda: browser.script("return innerWidth") <= width / ZOOM + 1,
            "the page is shown at four times the size",
        )
        found: list[Any] = []
        if (after := browser.script(READS)) != before:
            found.append(f"reads {after!r} where it read {before!r}")
        if wide := browser.script(too_wide):
            found.append(wide)
        return [*found, *browser.script(CUT_OFF), *browser.script(COVERED)]
    finally:
        zoom(1)
        until(lambda: browser.script("return innerWidth") == width, "it has its size again")
