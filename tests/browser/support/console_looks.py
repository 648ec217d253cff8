"""How a page of the console looks to people with different eyes, hands and screens."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from tests.browser.support.browser import Browser
from tests.browser.support.pages_axe import violations
from tests.browser.support.pages_checks import OVERFLOWING
from tests.browser.support.pages_keyboard import stops, walk
from tests.browser.support.pages_look import Look, show_as, size

NARROW = (320, 640)
"""320 CSS pixels across: a small telephone, or a screen of 1,280 at 400 % (WCAG 2.2, 1.4.10)."""

_UNFOLDS = "for (const each of document.querySelectorAll('details')) each.open = true;"
_FOLDS = "for (const each of document.querySelectorAll('details')) each.open = false;"


class Looks:
    """Looks at each page once. ``problems``: page → what is wrong with it."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self.seen: set[str] = set()
        self.problems: dict[str, list[Any]] = {}

    def __call__(self, page: str) -> None:
        if page in self.seen:
            return
        self.seen.add(page)
        browser = self._browser
        browser.script(_UNFOLDS)
        found: list[Any] = []
        for theme in ("dark", "light"):
            show_as(browser, Look(theme))
            found += [(theme, each) for each in violations(browser)]
        with size(browser, *NARROW):
            wide = browser.script(OVERFLOWING)
            found += [] if wide is None else [("too wide", wide)]
        found += self._out_of_reach()
        browser.script(_FOLDS)
        if found:
            self.problems[page] = found

    def _out_of_reach(self) -> list[Any]:
        """What the Tab key does not reach, in order, with a ring around it and in sight."""
        expected = stops(self._browser)
        walked = walk(self._browser, len(expected))
        reached = [each["name"] for each in walked]
        hidden = [each for each in walked if not (each["ringed"] and each["inSight"])]
        pairs = zip_longest(expected, reached)
        missing = [("keyboard", *each) for each in pairs if each[0] != each[1]][:3]
        return [*missing, *(("focus", each) for each in hidden)]
