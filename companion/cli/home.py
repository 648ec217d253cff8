"""Opens the data directory for a command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from companion.accounts.models import Role
from companion.accounts.service import allowed
from companion.config import Config
from companion.entries.service import Rules
from companion.entries.store import Store, open_store
from companion.errors import HomeError
from companion.publishing.files import RepositoryFiles
from companion.publishing.verification import is_development, verify_root


@dataclass(frozen=True)
class Home:
    """An open home. ``rules`` follow from what its root says it is."""

    config: Config
    store: Store
    files: RepositoryFiles
    rules: Rules

    def acting(self, name: str, roles: frozenset[Role]) -> str:
        """Return the name of who is at work; empty in a development home where nobody said it.

        Raises:
            PersonError: not somebody whom this home knows.
            NotAllowedError: not in one of these roles.
        """
        if self.rules.development and not name:
            return ""
        return allowed(self.store, name, roles).name


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
    files = RepositoryFiles(config.repository)
    root, _ = verify_root(files)
    store = open_store(config.place)
    try:
        yield Home(config, store, files, Rules(development=is_development(root)))
    finally:
        store.close()


def is_home(config: Config) -> bool:
    """Say whether there is a root, which ``sidestep init`` writes after keys and database."""
    return bool(RepositoryFiles(config.repository).versions("root"))
