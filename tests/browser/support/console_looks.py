"""How a page of the console looks to people with different eyes and screens."""

from __future__ import annotations

from typing import Any

from tests.browser.support.browser import Browser
from tests.browser.support.pages_axe import violations
from tests.browser.support.pages_checks import OVERFLOWING
from tests.browser.support.pages_look import Look, show_as, size

NARROW = (320, 640)
"""320 CSS pixels across: a small telephone, or a screen of 1,280 at 400 % (WCAG 2.2, 1.4.10)."""

_UNFOLDS = "for (const each of document.querySelectorAll('details')) each.open = true;"
_FOLDS = "for (const each of document.querySelectorAll('details')) each.open = false;"


class Looks:
    """Looks at each of ``pages`` once. ``problems``: page → what is wrong with it."""

    def __init__(self, browser: Browser, pages: frozenset[str]) -> None:
        self._browser = browser
        self._pages = pages
        self.seen: set[str] = set()
        self.problems: dict[str, list[Any]] = {}

    def __call__(self, page: str) -> None:
        if page in self.seen or page not in self._pages:
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
        browser.script(_FOLDS)
        if found:
            self.problems[page] = found
