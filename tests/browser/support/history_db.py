"""Opens a browser's history databases after it has ended, and finds words in every table.

Nothing is known here about tables: a table that a new version adds, or that the history page hides,
is read as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.browser.support.sqlite_copy import opened_copy, table_names

DATABASES = {
    "chromium": tuple(
        f"Default/{name}"
        for name in ("History", "Favicons", "Top Sites", "Shortcuts", "Network Action Predictor")
    ),
    "firefox": ("places.sqlite", "favicons.sqlite"),
}
HISTORY = {"chromium": "Default/History", "firefox": "places.sqlite"}


@dataclass(frozen=True)
class Cell:
    """One value of a history database that holds a word; ``row`` counts within the table."""

    database: str
    table: str
    row: int
    column: str
    value: str | bytes


def cells_naming(profile: Path, browser: str, words: Sequence[str]) -> list[Cell]:
    """Every value of every table of the history databases that holds one of ``words``, in any case.

    A word counts backwards too: Firefox stores hosts that way round.

    Raises:
        FileNotFoundError: there is no history database; a search of nothing would find nothing.
    """
    if not (profile / HISTORY[browser]).exists():
        raise FileNotFoundError(profile / HISTORY[browser])
    needles = _needles(words)
    found: list[Cell] = []
    for name in DATABASES[browser]:
        if (profile / name).exists():
            found += [cell for cell in _cells(profile, name) if _holds(cell, needles)]
    return found


def rows(cells: Iterable[Cell]) -> set[tuple[str, str, int]]:
    """The rows that cells lie in: a row with two values that hold a word is one row."""
    return {(cell.database, cell.table, cell.row) for cell in cells}


def tables(profile: Path, browser: str) -> dict[str, int]:
    """How many rows each table of the history databases holds, by ``database/table``."""
    counts: dict[str, int] = {}
    for name in DATABASES[browser]:
        if (profile / name).exists():
            with opened_copy(profile / name) as database:
                for table in table_names(database):
                    counts[f"{name}/{table}"] = database.execute(
                        f'SELECT count(*) FROM "{table}"'
                    ).fetchone()[0]
    return counts


def history_urls(profile: Path, browser: str) -> list[str]:
    """The URLs of all rows of the history itself, the hidden ones included."""
    table = {"chromium": "urls", "firefox": "moz_places"}[browser]
    with opened_copy(profile / HISTORY[browser]) as database:
        return [url for (url,) in database.execute(f"SELECT url FROM {table}")]


def _cells(profile: Path, name: str) -> Iterator[Cell]:
    with opened_copy(profile / name) as database:
        for table in table_names(database):
            cursor = database.execute(f'SELECT * FROM "{table}"')
            columns = [column[0] for column in cursor.description]
            for number, row in enumerate(cursor):
                for column, value in zip(columns, row, strict=True):
                    if isinstance(value, str | bytes):
                        yield Cell(name, table, number, column, value)


def _needles(words: Sequence[str]) -> list[str]:
    lower = [word.lower() for word in words]
    return lower + [word[::-1] for word in lower]


def _holds(cell: Cell, needles: Sequence[str]) -> bool:
    if isinstance(cell.value, str):
        text = cell.value.lower()
        return any(needle in text for needle in needles)
    data = cell.value.lower()
    return any(
        needle.encode(encoding) in data for needle in needles for encoding in ("utf-8", "utf-16-le")
    )
