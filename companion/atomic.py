"""Writes files so that no reader, and no machine that loses power, ever has half of one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Final

_PREFIX: Final = ".writing-"
_MODE: Final = 0o644


def write_atomically(path: Path, data: bytes) -> None:
    """Replace ``path`` by ``data``: whoever looks has the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(prefix=_PREFIX, dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_MODE)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    sync_directory(path.parent)


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
