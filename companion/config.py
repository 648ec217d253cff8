"""Where a companion keeps its data."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from companion.errors import HomeError

DEFAULT_HOME = "var"
HOME_VARIABLE = "SIDESTEP_HOME"
CONSOLE_VARIABLE = "SIDESTEP_CONSOLE_URL"
PROXIES_VARIABLE = "SIDESTEP_PROXIES"
LIST_VARIABLE = "SIDESTEP_LIST_URL"
DATABASE_VARIABLE = "SIDESTEP_DATABASE_URL"
DEFAULT_CONSOLE = "http://localhost:8000"

_POSTGRESQL: Final = ("postgresql://", "postgres://", "postgresql+psycopg://")
_ORIGIN: Final = re.compile(r"https://[a-z0-9.-]+(:[0-9]+)?|http://localhost(:[0-9]+)?")
"""Passkeys and safe cookies need TLS, or the machine itself."""

_ADDRESS: Final = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(/[A-Za-z0-9._~/-]*)?")
"""It stands in a command that people copy: nothing that a shell would read otherwise."""


@dataclass(frozen=True)
class Config:
    """The data directory of one companion, the fixed names inside it, and where it is reached.

    ``console`` is the origin that people type, such as ``https://console.example.org``; empty means
    this machine only. ``proxies`` is how many reverse proxies stand in front and say for whom.
    ``list_url`` is where the list is published; empty means beside the console.
    ``database_url`` is the address of a PostgreSQL database; empty means the SQLite file.
    """

    home: Path
    console: str = ""
    proxies: int = 0
    list_url: str = ""
    database_url: str = field(default="", repr=False)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Config:
        """Read ``$SIDESTEP_HOME``; unset or empty means ``var`` below the current directory.

        Raises:
            HomeError: ``$SIDESTEP_CONSOLE_URL`` is no origin, ``$SIDESTEP_PROXIES`` no number,
            ``$SIDESTEP_LIST_URL`` no address, or ``$SIDESTEP_DATABASE_URL`` not of PostgreSQL.
        """
        home = Path(environment.get(HOME_VARIABLE) or DEFAULT_HOME)
        console = environment.get(CONSOLE_VARIABLE, "").rstrip("/")
        if console and not _ORIGIN.fullmatch(console):
            raise HomeError(f"{CONSOLE_VARIABLE} {console!r} is not like https://console.example")
        proxies = environment.get(PROXIES_VARIABLE) or "0"
        if not proxies.isascii() or not proxies.isdigit():
            raise HomeError(f"{PROXIES_VARIABLE} {proxies!r} is not a number")
        database = environment.get(DATABASE_VARIABLE, "")
        if database and not database.startswith(_POSTGRESQL):
            raise HomeError(f"{DATABASE_VARIABLE} is not like postgresql://user@host/name")
        list_url = environment.get(LIST_VARIABLE, "").rstrip("/")
        if list_url and not _ADDRESS.fullmatch(list_url):
            raise HomeError(f"{LIST_VARIABLE} {list_url!r} is not like https://list.example/list")
        return cls(home, console, int(proxies), list_url, database)

    @property
    def console_url(self) -> str:
        """The origin to print in links for people."""
        return self.console or DEFAULT_CONSOLE

    @property
    def console_key(self) -> Path:
        """What seals cookies and the secrets of code generators; the same for all instances."""
        return self.keys / "console.key"

    @property
    def database(self) -> Path:
        """The SQLite file; not there where PostgreSQL is used."""
        return self.home / "sidestep.db"

    @property
    def place(self) -> Path | str:
        """Where the database is: the file, or the address."""
        return self.database_url or self.database

    @property
    def keys(self) -> Path:
        return self.home / "keys"

    @property
    def next_keys(self) -> Path:
        """Online keys that the next root brings."""
        return self.keys / "next"

    @property
    def holders(self) -> Path:
        """Public halves of the people's keys, by name."""
        return self.keys / "holders"

    @property
    def pending_root(self) -> Path:
        """The next root, with the signatures that it has so far."""
        return self.home / "pending-root.json"

    @property
    def handover(self) -> Path:
        """What is to be carried to the holders of keys."""
        return self.home / "handover"

    @property
    def repository(self) -> Path:
        return self.home / "repository"

    @property
    def publish_lock(self) -> Path:
        return self.home / "publish.lock"
