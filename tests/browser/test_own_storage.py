"""What the extension itself keeps says nothing: not which sites, not when, not how often."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

from tests.browser.support.browser import Browser
from tests.browser.support.desk import Desk
from tests.browser.support.leaving import leave
from tests.browser.support.pages import HELPLINE, HELPLINE_WORDS
from tests.browser.support.waiting import until

ESCAPES = 10
"""Of the profile: what the browser keeps for an extension, named after its id or its address."""


def own_files(browser: Browser, extension: Path) -> list[Path]:
    origin = browser.extension_url(extension, "").split("/")[2]
    folders = [path for path in browser.place.profile.rglob(f"*{origin}*") if path.is_dir()]
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    return [*files, *(path for path in cache_files(browser))]


def cache_files(browser: Browser) -> Iterator[Path]:
    """Chromium names the folders of its cache storage after a hash: all of them are looked at."""
    storage = browser.place.profile / "Default" / "Service Worker" / "CacheStorage"
    return (file for file in storage.rglob("*") if file.is_file())


def times_between(data: bytes, start: float, end: float) -> list[str]:
    """Times written as text, in seconds, milliseconds or microseconds since the epoch."""
    found = []
    for digits in re.findall(rb"\d{10,17}", data):
        for unit in (1, 1_000, 1_000_000):
            if start <= int(digits) / unit <= end:
                found.append(digits.decode())
    return found


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
