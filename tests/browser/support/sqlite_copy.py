"""Reads a browser's databases without touching them."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


@contextmanager
def opened_copy(file: Path) -> Iterator[sqlite3.Connection]:
    """A copy of a database, with what its journal still holds, for the length of the block."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "database"
        shutil.copy(file, copy)
        for suffix in ("-wal", "-journal"):
            beside = file.with_name(file.name + suffix)
            if beside.exists():
                shutil.copy(beside, copy.with_name(copy.name + suffix))
        with closing(sqlite3.connect(copy)) as database:
            database.text_factory = lambda value: value.decode("utf-8", "surrogateescape")
            yield database


def table_names(database: sqlite3.Connection) -> list[str]:
    return [
        name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
