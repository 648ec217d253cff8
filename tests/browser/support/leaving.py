"""Leaving by the key, and what it must come to."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

from tests.browser.support.browser import Browser
from tests.browser.support.pages import DEFAULT_DECOY, HELPLINE_WORDS
from tests.browser.support.sites import Sites
from tests.browser.support.waiting import until

DECOY = f"https://{DEFAULT_DECOY}/weather"
"""Where one lands when nothing was chosen."""


def names_helpline(text: str) -> bool:
    return any(word.lower() in text.lower() for word in HELPLINE_WORDS)


def leave(browser: Browser) -> None:
    """Press Esc and wait until one is gone; the decoy's tab is driven then."""
    browser.press()
    wait_gone(browser)


def wait_gone(browser: Browser) -> None:
    """Wait until the decoy is in front and no listed tab is open; then drive the decoy's tab."""
    until(lambda: browser.front().url == DECOY, "the decoy is in front")
    until(
        lambda: not any(names_helpline(tab.url) for tab in browser.tabs()),
        "no listed tab is open",
    )
    browser.drive_front()


def told(sites: Sites, host: str) -> dict[str, Any]:
    """What the page told when it was left, waited for."""

    def answer() -> str | None:
        return next((path for path in sites.asked(host) if path.startswith("/seen?")), None)

    path = until(answer, "the page has told what it saw")
    return dict(json.loads(unquote(path.partition("?")[2])))
