"""Lets one publish at a time write the repository."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from companion.atomic import remove_unfinished
from companion.config import Config
from companion.errors import BusyError
from companion.publishing.files import RepositoryFiles


@contextmanager
def publish_lock(path: Path) -> Iterator[None]:
    """Hold the lock for the block. The system releases it when the process ends, however it ends.

    Raises:
        BusyError: somebody else holds it.
    """
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BusyError("somebody else is publishing at this moment; try again") from None
        yield


@contextmanager
def sole_writer(config: Config) -> Iterator[None]:
    """Hold the lock of a home for the block, and take away what interrupted writers left.

    Raises:
        BusyError: somebody else holds it.
    """
    with publish_lock(config.publish_lock):
        RepositoryFiles(config.repository).remove_unfinished()
        for directory in (config.home, config.handover, config.holders):
            remove_unfinished(directory)
        yield
