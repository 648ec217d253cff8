"""Searches every file under a folder for the words of a visit, as an onlooker with a copy of it
and good tools would.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.residue.layers import layers
from tests.residue.words import Needle, needles

LIVE = ("rows", "snappy")


@dataclass(frozen=True)
class Hit:
    """A file that names the visit: which kinds of words, and where they stand (``name``,
    ``contents``, ``attribute``, or the packing below which they lie). ``live``: the kinds in live
    rows of a database, where the browser itself still reads them.
    """

    path: str
    kinds: frozenset[str]
    where: frozenset[str]
    live: frozenset[str]


def search(folder: Path) -> list[Hit]:
    """Every file, folder or link below ``folder`` that names the visit, by its path below
    ``folder``. The folder may belong to a browser that runs.

    Raises:
        FileNotFoundError: ``folder`` holds no file; a search of nothing would find nothing.
    """
    paths = sorted(folder.rglob("*"))
    if not any(path.is_file() for path in paths):
        raise FileNotFoundError(f"no files in {folder}")
    return [hit for path in paths if (hit := _look(path, path.relative_to(folder)))]


def _look(path: Path, name: Path) -> Hit | None:
    kinds: set[str] = set()
    where: set[str] = set()
    live: set[str] = set()
    for place, data in _surfaces(path, name):
        found = _kinds(data)
        if found:
            kinds |= found
            where.add(place)
            if place in LIVE:
                live |= found
    if not kinds:
        return None
    return Hit(str(name), frozenset(kinds), frozenset(where), frozenset(live))


def _surfaces(path: Path, name: Path) -> Iterator[tuple[str, bytes]]:
    # of a folder's children only their own names count, or each would be a hit for its parent
    yield "name", name.name.encode("utf-8", "surrogateescape")
    if path.is_symlink():
        yield "contents", os.fsencode(path.readlink())
        return
    try:
        for attribute in os.listxattr(path):
            yield "attribute", os.getxattr(path, attribute)
        if path.is_file():
            data = path.read_bytes()
            yield "contents", data
            yield from layers(path, data)
    except FileNotFoundError:
        return  # the browser runs, and has just deleted it


def _kinds(data: bytes) -> set[str]:
    lower = data.lower()
    return {needle.kind for needle in needles() if _holds(needle, data, lower)}


def _holds(needle: Needle, data: bytes, lower: bytes) -> bool:
    return needle.data in (data if needle.exact else lower)
