"""What the extension itself keeps says nothing: not which sites, not when, not how often."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from tests.browser.support.browser import Browser
from tests.browser.support.desk import Desk
from tests.browser.support.leaving import leave
from tests.browser.support.pages import HELPLINE, HELPLINE_WORDS
from tests.browser.support.waiting import until

ESCAPES = 10
SECONDS_FROM_1601_TO_1970 = 11_644_473_600
"""Chromium counts from 1601."""


SHARED = ("Service Worker/CacheStorage", "Extension Scripts", "Extension State", "Extension Rules")
"""Where Chromium keeps what extensions have registered, for all of them together."""


def own_files(browser: Browser, extension: Path) -> list[Path]:
    """What the browser keeps for the extension, in folders of its own or in shared ones."""
    origin = browser.extension_url(extension, "").split("/")[2]
    folders = [path for path in browser.place.profile.rglob(f"*{origin}*") if path.is_dir()]
    folders += [browser.place.profile / "Default" / name for name in SHARED]
    return [file for folder in folders for file in folder.rglob("*") if file.is_file()]


def times_between(data: bytes, start: float, end: float) -> list[str]:
    """Times written as text: seconds, milliseconds or microseconds since 1970 or since 1601."""
    found = []
    for digits in re.findall(rb"\d{10,17}", data):
        for unit in (1, 1_000, 1_000_000):
            seconds = int(digits) / unit
            moments = (seconds, seconds - SECONDS_FROM_1601_TO_1970)
            if any(start <= moment <= end for moment in moments):
                found.append(digits.decode())
    return found


@pytest.mark.long_in("firefox")
def test_after_ten_escapes_its_storage_names_no_site_no_time_and_no_count(
    browser: Browser, extension: Path
) -> None:
    browser.start(extension)
    desk = Desk(browser, extension)
    quiet = until(desk.stored, "what is written at the first start is there")
    start = time.time()
    for _ in range(ESCAPES):
        browser.open_tab(f"https://{HELPLINE}/")
        browser.find("#in-page")
        leave(browser)
    desk.wait_swept()
    end = time.time()
    assert desk.stored() == quiet, "what is stored is what was stored before the first escape"
    browser.quit()

    files = own_files(browser, extension)
    assert files, "there is something to look at"
    for file in files:
        data = file.read_bytes()
        for word in HELPLINE_WORDS:
            assert word.encode() not in data, f"{word} in {file}"
            assert word.encode("utf-16-le") not in data, f"{word} in {file}"
        assert times_between(data, start, end) == [], file
