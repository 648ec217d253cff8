"""Opens the data directory for a command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from companion.config import Config
from companion.entries.store import open_store
from companion.errors import HomeError
from companion.home import Home, home_with
from companion.publishing.files import RepositoryFiles
from companion.publishing.verification import verify_root

__all__ = ["Home", "is_home", "open_home"]


@contextmanager
def open_home() -> Iterator[Home]:
    """Yield the home that the environment names.

    Raises:
        HomeError: there is none yet.
        RepositoryError: its root cannot be trusted.
        DatabaseError: its database cannot be used.
    """
    config = Config.from_environment()
    if not is_home(config):
        if config.pending_root.exists():
            raise HomeError(f"{config.home} has no signed root yet; see sidestep keys status")
        raise HomeError(f"{config.home} is no home of a companion yet; run sidestep init")
    verify_root(RepositoryFiles(config.repository))
    store = open_store(config.place)
    try:
        yield home_with(config, store)
    finally:
        store.close()


def is_home(config: Config) -> bool:
    """Say whether there is a root, which ``sidestep init`` writes after keys and database."""
    return bool(RepositoryFiles(config.repository).versions("root"))
