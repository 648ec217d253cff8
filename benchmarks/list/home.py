"""A development companion with a list of a given length, driven by its own commands."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from companion.config import HOME_VARIABLE, Config
from companion.entries.files import write_csv
from companion.entries.models import Entry
from companion.entries.store import open_store
from companion.trust import read_trust

ROLES = ("root", "timestamp", "snapshot", "targets")


@dataclass(frozen=True)
class Home:
    """``bundled`` holds what a package built before the list was filled would carry."""

    path: Path
    bundled: Path

    def sidestep(self, *arguments: str) -> float:
        """Run the command as a person does; return its seconds.

        Raises:
            subprocess.CalledProcessError: it refused.
        """
        started = time.perf_counter()
        command = [sys.executable, "-m", "companion", *arguments]
        subprocess.run(command, check=True, env=self._environment(), capture_output=True)
        return time.perf_counter() - started

    @contextmanager
    def serving(self) -> Iterator[str]:
        """Serve the repository; yield its URL."""
        command = [sys.executable, "-m", "companion", "serve", "--port", "0"]
        server = subprocess.Popen(
            command, env=self._environment(), stdout=subprocess.PIPE, text=True
        )
        assert server.stdout is not None
        try:
            server.stdout.readline()
            yield server.stdout.readline().removeprefix("list ").strip()
        finally:
            server.terminate()
            server.wait()
            server.stdout.close()

    def keep(self, listed: list[Entry]) -> None:
        """Put verified entries where ``publish`` takes them from."""
        store = open_store(Config(self.path).database)
        try:
            with store.transaction() as inside:
                inside.add(listed)
        finally:
            store.close()

    def write_csv(self, listed: list[Entry]) -> Path:
        """Write ``listed`` as a file for ``entry import``, which brings no verified entry."""
        path = self.path.with_suffix(".csv")
        path.write_text(write_csv(listed).replace(",verified,,\n", ",,,\n"), encoding="utf-8")
        return path

    def _environment(self) -> dict[str, str]:
        return {**os.environ, HOME_VARIABLE: str(self.path)}


def new_home(folder: Path) -> Home:
    """Create a home with an empty list below ``folder``."""
    home = Home(folder / "home", folder / "bundled")
    home.path.mkdir(parents=True)
    home.sidestep("init", "--development")
    _bundle(home)
    return home


def filled_home(folder: Path, listed: list[Entry]) -> Home:
    """Create a home that has published ``listed``."""
    home = new_home(folder)
    home.keep(listed)
    home.sidestep("publish")
    return home


def _bundle(home: Home) -> None:
    trust = read_trust(home.path, now=datetime.now(UTC))
    home.bundled.mkdir(parents=True)
    for role in ROLES:
        (home.bundled / f"{role}.json").write_bytes(getattr(trust, role))
    (home.bundled / "list.json").write_bytes(trust.list_bytes)
