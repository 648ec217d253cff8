"""A profile that somebody has lived in for a long time: what is in it, written before or beside a
visit, and counted store by store afterwards.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.browser.support.browser import Browser
from tests.browser.support.firefox import Firefox
from tests.browser.support.sqlite_copy import opened_copy

ROWS, DOWNLOADS, FORM_VALUES = 10_000, 50, 30
PAST = [f"https://past{number % 97}.test/{number}" for number in range(ROWS)]
FILES = [f"https://files.test/{number}.pdf" for number in range(DOWNLOADS)]
DAY_SECONDS = 86_400
DAYS = {"chromium": 85, "firefox": 365}
"""Chromium itself forgets rows after 90 days (`ExpireHistoryBackend`)."""
CHROMIUM_EPOCH_SECONDS = 11_644_473_600
WHOLE_CHAIN = 0x30000000
"""A visit that no redirect led to and that led to none (`ui::PageTransition`)."""

ADDS_TO_FIREFOX = """
const [pages, files, values, done] = arguments;
const { PlacesUtils } = ChromeUtils.importESModule("resource://gre/modules/PlacesUtils.sys.mjs");
const { FormHistory } = ChromeUtils.importESModule("resource://gre/modules/FormHistory.sys.mjs");
const row = ([url, ms]) => ({ url, title: `Page ${url}`, visits: [{ date: new Date(ms) }] });
(async () => {
  await PlacesUtils.history.insertMany([...pages, ...files].map(row));
  for (const [url] of files) {
    const file = `file:///home/somebody/${url.split("/").pop()}`;
    const facts = JSON.stringify({ state: 1, endTime: 1, fileSize: 9 });
    const notes = [["downloads/destinationFileURI", file], ["downloads/metaData", facts]];
    await PlacesUtils.history.update({ url, annotations: new Map(notes) });
  }
  await FormHistory.update(values.map((value) => ({ op: "add", fieldname: "street", value })));
})().then(() => done(null), (error) => done(String(error)));
"""

COUNTS = {
    "chromium": {
        "downloads": ("Default/History", "SELECT count(*) FROM downloads"),
        "form values": ("Default/Web Data", "SELECT count(*) FROM autofill WHERE name = 'street'"),
    },
    "firefox": {
        "downloads": (
            "places.sqlite",
            "SELECT count(*) FROM moz_annos JOIN moz_anno_attributes a ON a.id = anno_attribute_id"
            " WHERE a.name = 'downloads/destinationFileURI'",
        ),
        "form values": (
            "formhistory.sqlite",
            "SELECT count(*) FROM moz_formhistory WHERE fieldname = 'street'",
        ),
    },
}


def live_in(browser: Browser, extension: Path, *, older: Iterable[str] = ()) -> None:
    """Start ``browser`` with a profile that holds ``ROWS`` innocent pages, ``older`` ones among
    them, ``DOWNLOADS`` downloads and ``FORM_VALUES`` form values.
    """
    now = int(time.time())
    span = DAYS[browser.name] * DAY_SECONDS
    pages = [(url, now - 600 - at * span // ROWS) for at, url in enumerate(PAST)]
    pages += [(url, now - 30 * DAY_SECONDS - at) for at, url in enumerate(older)]
    files = [(url, now - 600 - at * DAY_SECONDS) for at, url in enumerate(FILES)]
    values = [f"{number} Long Road" for number in range(FORM_VALUES)]
    if isinstance(browser, Firefox):
        browser.start(extension)
        browser.driver.set_script_timeout(60)
        timed = [[[url, at * 1000] for url, at in rows] for rows in (pages, files)]
        error = browser.privileged_async(ADDS_TO_FIREFOX, *timed, values)
        assert error is None, error
        return
    browser.start(observer=False)
    browser.quit()
    write_chromium(browser.place.profile, pages, files, values)
    browser.start(extension)


def write_chromium(
    profile: Path,
    pages: list[tuple[str, int]],
    files: list[tuple[str, int]],
    values: list[str],
) -> None:
    """Write into the databases of a Chromium that has made them and does not run."""
    with closing(sqlite3.connect(profile / "Default/History")) as database, database:
        for number, (url, at) in enumerate(pages, start=1):
            when = (at + CHROMIUM_EPOCH_SECONDS) * 1_000_000
            facts = {"id": number, "url": url, "title": f"Page {url}", "visit_count": 1}
            _insert(database, "urls", facts | {"last_visit_time": when})
            visit = {"id": number, "url": number, "visit_time": when, "transition": WHOLE_CHAIN}
            _insert(database, "visits", visit)
        for number, (url, at) in enumerate(files, start=1):
            when = (at + CHROMIUM_EPOCH_SECONDS) * 1_000_000
            name = f"/home/somebody/{number}.pdf"
            facts = {"id": number, "guid": f"{number:08}-0000-4000-8000-000000000000", "state": 1}
            paths = {"current_path": name, "target_path": name, "tab_url": url, "site_url": ""}
            _insert(database, "downloads", facts | paths | {"start_time": when, "end_time": when})
            _insert(database, "downloads_url_chains", {"id": number, "chain_index": 0, "url": url})
    with closing(sqlite3.connect(profile / "Default/Web Data")) as database, database:
        for value in values:
            times = {"date_created": 1_700_000_000, "date_last_used": 1_700_000_000, "count": 1}
            text = {"name": "street", "value": value, "value_lower": value.lower()}
            _insert(database, "autofill", text | times)


def counted(browser: Browser) -> dict[str, int]:
    """Downloads and form values in the databases of a browser that has ended."""
    counts: dict[str, int] = {}
    for name, (file, query) in COUNTS[browser.name].items():
        with opened_copy(browser.place.profile / file) as database:
            counts[name] = database.execute(query).fetchone()[0]
    return counts


_columns: dict[str, list[tuple[str, str]]] = {}


def _insert(database: sqlite3.Connection, table: str, row: Mapping[str, Any]) -> None:
    """Insert ``row``; a column that must have a value and has no default gets an empty one."""
    if table not in _columns:
        facts = database.execute(f"PRAGMA table_info({table})").fetchall()
        _columns[table] = [
            (name, kind) for _, name, kind, must, default, _ in facts if must and default is None
        ]
    empty = {name: "" if "CHAR" in kind else 0 for name, kind in _columns[table]}
    whole = empty | dict(row)
    names, marks = ", ".join(whole), ", ".join("?" * len(whole))
    database.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(whole.values()))
