"""A listed page in a normal window has whole storage that is never written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.browser.support.browser import Browser
from tests.browser.support.desk import Desk
from tests.browser.support.pages import HELPLINE, INNOCENT
from tests.browser.support.waiting import until


def checked(browser: Browser, host: str) -> dict[str, Any]:
    """What the checking page of ``host`` found."""
    browser.open_tab(f"https://{host}/storage")
    browser.wait_ready()
    found: dict[str, Any] = browser.script("return window.storageChecks")
    return found


def test_storage_in_memory_is_as_the_standards_say_and_looks_like_the_browsers_own(
    browser: Browser, extension: Path
) -> None:
    browser.start(extension)
    desk = Desk(browser, extension)
    ordinary = checked(browser, INNOCENT)
    assert ordinary["failed"] == [], "the checks themselves are right"
    assert not ordinary["inMemory"]
    browser.open_tab(f"https://{HELPLINE}/reading")
    until(desk.touched, "the visit has begun")
    listed = checked(browser, HELPLINE)
    assert listed["inMemory"]
    assert listed["failed"] == []
    assert listed["looks"] == ordinary["looks"]
    assert listed["globals"] == ordinary["globals"]
