"""A PostgreSQL of the tests' own: a folder in /tmp, a Unix socket, nobody else's data."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import create_engine, text

from companion.db import closing_engine, migrate
from companion.tables import METADATA

_UNPRIVILEGED = ("postgres", "nobody")
"""The server refuses to run as root."""


def server_programs() -> Path:
    """Where ``initdb`` lies; Debian keeps it out of the PATH."""
    found = [Path(each).parent for each in [shutil.which("initdb")] if each]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    assert found, "no PostgreSQL: make setup installs it"
    return found[-1]


class Cluster:
    """A running server."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="sidestep-pg-", dir="/tmp"))
        self._programs = server_programs()
        self._numbers = count(1)
        self._who: dict[str, Any] = {}
        if os.geteuid() == 0:
            entry = next(each for each in pwd.getpwall() if each.pw_name in _UNPRIVILEGED)
            os.chown(self.folder, entry.pw_uid, entry.pw_gid)
            self._who = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
        self._run(
            "initdb", "-D", "data", "-U", "sidestep", "-A", "trust", "-E", "UTF8", "--no-sync"
        )
        settings = f"-c listen_addresses= -c unix_socket_directories={self.folder} -c fsync=off"
        self._run("pg_ctl", "-D", "data", "-l", "log", "-w", "-o", settings, "start")
        try:
            self._sql('CREATE DATABASE "migrated"')
            with closing_engine(self.url("migrated")) as engine:
                migrate(engine)
        except BaseException:
            self.stop()
            raise

    def url(self, name: str) -> str:
        return f"postgresql://sidestep@/{name}?host={quote(str(self.folder))}"

    def empty(self) -> str:
        """Return the address of a new database without tables."""
        name = f"test_{next(self._numbers)}"
        self._sql(f'CREATE DATABASE "{name}"')
        return self.url(name)

    def migrated(self) -> str:
        """Return the address of the one database with the newest schema, emptied for a new test.

        Emptying costs a twentieth of a second; a new database, half a second.
        """
        with closing_engine(self.url("migrated")) as engine, engine.begin() as connection:
            # a superuser's way past the trigger that keeps the audit trail
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            for table in METADATA.sorted_tables:
                connection.execute(table.delete())
        return self.url("migrated")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder)

    def _sql(self, statement: str) -> None:
        engine = create_engine(
            self.url("postgres").replace("postgresql:", "postgresql+psycopg:"),
            isolation_level="AUTOCOMMIT",
        )
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self._programs / program, *arguments],
            cwd=self.folder,
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            **self._who,
        )
        assert done.returncode == 0, done.stderr
