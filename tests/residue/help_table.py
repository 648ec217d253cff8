"""Writes the help page's table from the measured rows: what a visit leaves in files, in everyday
groups, with nothing installed and after leaving by the key.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.residue import results
from tests.residue.scenario import CONTROL, ESCAPE, QUIT, RESTARTED

FILE = Path(__file__).parents[2] / "extension/pages/help/measured.js"

GROUPS: dict[str, frozenset[str]] = {
    "history": frozenset(
        {
            "History",
            "Favicons",
            "Top Sites",
            "Shortcuts",
            "Network Action Predictor",
            "places.sqlite",
            "favicons.sqlite",
        }
    ),
    "closed": frozenset(
        {
            "Closed tabs log",
            "Session log",
            "Session file",
            "Session backups",
        }
    ),
    "cookies": frozenset({"Cookies", "cookies.sqlite"}),
    "stored": frozenset(
        {
            "Cache storage",
            "File system (OPFS)",
            "IndexedDB",
            "Local storage",
            "Private storage folder",
            "Service worker database",
            "Service worker registry",
            "Service worker script cache",
            "Session storage",
            "Storage being deleted",
            "Storage buckets",
            "Storage folder",
            "Storage quotas",
            "Storage registry",
        }
    ),
    "cache": frozenset({"HTTP cache", "Code cache"}),
    "forms": frozenset({"Web Data", "formhistory.sqlite"}),
    "choices": frozenset({"Preferences", "permissions.sqlite", "content-prefs.sqlite"}),
}
OTHER = "notes"
"""The browser's own notes: every store that no group names."""

HEAD = """\
/**
 * What a visit left in the browser's files, as measured. Written by `make residue` from its
 * results; do not edit. `names`: the site's name, or what was read or typed there; `search`:
 * nothing but the words of the search.
 */

/** @typedef {{"none" | "search" | "names"}} Left */
/** @typedef {{Record<string, {{ without: Left, after: Left }}>}} Places */

/** @type {{Readonly<Record<"chromium" | "firefox", Places>>}} */
export const MEASURED = Object.freeze({table});
"""


def group_of(store: str) -> str:
    return next((name for name, stores in GROUPS.items() if store in stores), OTHER)


def text(measured: results.Results) -> str:
    """The module."""
    table = {browser: _rows(measured, browser) for browser in ("chromium", "firefox")}
    return HEAD.format(table=json.dumps(table, indent=2))


def write_measured() -> None:
    FILE.write_text(text(results.load()))


def _rows(measured: results.Results, browser: str) -> dict[str, dict[str, str]]:
    without = _left(measured[f"{browser}, {CONTROL}"])
    after = _left(measured[f"{browser}, {ESCAPE}"])
    return {
        group: {"without": without.get(group, "none"), "after": after.get(group, "none")}
        for group in (*GROUPS, OTHER)
    }


def _left(run: dict[str, Any]) -> dict[str, str]:
    """The worst of each group once the browser is closed, or started and closed again."""
    left: dict[str, str] = {}
    for finding in run["findings"]:
        if finding["moment"] not in (QUIT, RESTARTED):
            continue
        group = group_of(finding["store"])
        if finding["kinds"] != ["query"]:
            left[group] = "names"
        else:
            left.setdefault(group, "search")
    return left
