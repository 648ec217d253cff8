"""Writes files so that no reader, and no machine that loses power, ever has half of one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Final

_PREFIX: Final = ".writing-"
_MODE: Final = 0o644


def write_atomically(path: Path, data: bytes, *, mode: int = _MODE) -> None:
    """Replace ``path`` by ``data``: whoever looks has the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(prefix=_PREFIX, dir=path.parent)
    try:
        _fill(descriptor, data, mode)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    sync_directory(path.parent)


def write_new(path: Path, data: bytes, *, mode: int) -> None:
    """Write ``path``, which must not exist: others see it whole or not at all.

    Raises:
        FileExistsError: it exists.
    """
    temporary = path.with_suffix(".new")
    temporary.unlink(missing_ok=True)
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        _fill(descriptor, data, mode)
        os.link(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    sync_directory(path.parent)


def _fill(descriptor: int, data: bytes, mode: int) -> None:
    """Write all of ``data``, on to the disk, and close."""
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]
        os.fchmod(descriptor, mode)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_directory(directory: Path) -> None:
    """Make a rename in ``directory`` survive a loss of power."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_unfinished(directory: Path) -> None:
    """Remove what an interrupted write left. Call it only while nobody else writes there."""
    for path in directory.glob(f"{_PREFIX}*"):
        path.unlink(missing_ok=True)
