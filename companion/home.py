"""One open home: its database, its published files, and what its root says it is."""

from __future__ import annotations

from dataclasses import dataclass

from companion.accounts.models import Role
from companion.accounts.service import allowed
from companion.config import Config
from companion.entries.service import Rules
from companion.entries.store import Store
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


def home_with(config: Config, store: Store) -> Home:
    """Return the home of ``config``, whose database is open.

    Raises:
        RepositoryError: its root cannot be trusted.
    """
    files = RepositoryFiles(config.repository)
    root, _ = verify_root(files)
    return Home(config, store, files, Rules(development=is_development(root)))
