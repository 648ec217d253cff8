"""What the tests of the companion share: a home, its command, its server."""

from __future__ import annotations

import contextlib
import http.client
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock
from urllib.parse import urlsplit

from companion.cli import main
from companion.config import DATABASE_VARIABLE, HOME_VARIABLE, Config
from companion.entries.models import Entry, State
from companion.publishing.files import RepositoryFiles

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    code: int
    out: str
    err: str


class Home:
    """A data directory and the command that works on it."""

    def __init__(self, path: Path, database_url: str = "") -> None:
        self.path = path
        self.config = Config(path, database_url=database_url)
        self.files = RepositoryFiles(self.config.repository)
        self.environment = {HOME_VARIABLE: str(path), DATABASE_VARIABLE: database_url}

    def sidestep(self, *arguments: str) -> Outcome:
        """Run the command in this process."""
        out, err = io.StringIO(), io.StringIO()
        with (
            mock.patch.dict(os.environ, self.environment),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            code = main(arguments)
        return Outcome(code, out.getvalue(), err.getvalue())

    def add(self, host: str, *more: str) -> Outcome:
        """Add a site with acceptable fields."""
        fields = ("--name=Help", "--category=other", "--evidence=https://help.test/about")
        return self.sidestep("entry", "add", *fields, *more, "--", host)

    def process(self, *arguments: str) -> subprocess.Popen[str]:
        """Start the command as a process of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "companion", *arguments],
            env={**os.environ, **self.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


@dataclass
class Answer:
    """One answer of a server."""

    status: int
    headers: dict[str, str]
    body: bytes


class Server:
    """``sidestep serve`` on a free port, as a process of its own."""

    def __init__(self, home: Home) -> None:
        self._process = home.process("serve", "--port", "0")
        self._written: tuple[str, str] | None = None
        assert self._process.stdout is not None
        self.said = [self._process.stdout.readline(), self._process.stdout.readline()]
        self.console = self.said[0].removeprefix("console ").strip()
        self.repository = self.said[1].removeprefix("list ").strip()

    def ask(
        self,
        path: str,
        method: str = "GET",
        headers: dict[str, str] | None = None,
        *,
        source: str = "127.0.0.1",
    ) -> Answer:
        """Send ``path`` as it is, from the loopback address ``source``."""
        address = urlsplit(self.console)
        assert address.hostname is not None
        connection = http.client.HTTPConnection(
            address.hostname, address.port, timeout=10, source_address=(source, 0)
        )
        try:
            connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            named = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, named, answer.read())
        finally:
            connection.close()

    def stop(self) -> tuple[str, str]:
        """End it as a service manager does, once, and return all that it wrote."""
        if self._written is None:
            self._process.terminate()
            out, err = self._process.communicate(timeout=10)
            assert self._process.returncode == 0
            self._written = ("".join(self.said) + out, err)
        return self._written


@contextlib.contextmanager
def serving(home: Home) -> Iterator[Server]:
    server = Server(home)
    try:
        yield server
    finally:
        server.stop()


def an_entry(host: str = "help.test", *paths: str, state: State = State.VERIFIED) -> Entry:
    return Entry(
        host=host,
        paths=paths,
        subdomains=True,
        name="Help",
        category="other",
        country="",
        language="",
        evidence="https://help.test/about",
        state=state,
        added_at=NOW,
    )
