"""A history of many rows, written into the database of a browser that does not run."""

from __future__ import annotations

import secrets
import sqlite3
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tests.browser.support.history_db import HISTORY

SECONDS_FROM_1601_TO_1970 = 11_644_473_600
VISIBLE_LINK = 0x30000000
"""Chromium's transition of an ordinary visit: begin and end of its redirect chain."""
DAYS = 80
"""Younger than what browsers throw away by themselves."""


def fill(profile: Path, browser: str, urls: Iterable[str]) -> None:
    """Add one row with two visits for each of ``urls``, spread over the last ``DAYS`` days."""
    urls = list(urls)
    step = DAYS * 86_400 / len(urls)
    now = time.time()
    write = {"chromium": _chromium, "firefox": _firefox}[browser]
    with sqlite3.connect(profile / HISTORY[browser]) as database:
        for number, url in enumerate(urls):
            write(database, url, [now - number * step, now - number * step / 2 - 40 * 86_400])
    database.close()


def _chromium(database: sqlite3.Connection, url: str, moments: list[float]) -> None:
    times = [int((moment + SECONDS_FROM_1601_TO_1970) * 1_000_000) for moment in moments]
    row = _insert(
        database,
        "urls",
        {"url": url, "title": "", "visit_count": 2, "last_visit_time": max(times), "hidden": 0},
    )
    for moment in times:
        visit = {"url": row, "visit_time": moment, "transition": VISIBLE_LINK}
        _insert(database, "visits", visit)


def _firefox(database: sqlite3.Connection, url: str, moments: list[float]) -> None:
    times = [int(moment * 1_000_000) for moment in moments]
    host = url.split("/")[2]
    row = _insert(
        database,
        "moz_places",
        {
            "url": url,
            "rev_host": f"{host[::-1]}.",
            "visit_count": 2,
            "last_visit_date": max(times),
            "guid": secrets.token_urlsafe(9),
            "url_hash": secrets.randbits(47),
        },
    )
    for moment in times:
        visit = {"place_id": row, "visit_date": moment, "visit_type": 1, "from_visit": 0}
        _insert(database, "moz_historyvisits", visit)


def _insert(database: sqlite3.Connection, table: str, values: Mapping[str, Any]) -> int:
    columns = ", ".join(values)
    marks = ", ".join("?" for _ in values)
    cursor = database.execute(
        f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(values.values())
    )
    return int(cursor.lastrowid or 0)
