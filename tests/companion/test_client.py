"""What python-tuf's own client makes of ``sidestep serve``, over HTTP."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tuf.api.exceptions import DownloadError, RepositoryError
from tuf.ngclient import Updater

from companion.publishing.files import LIST_NAME
from companion.signing.roles import ROOT, SNAPSHOT, TARGETS, TIMESTAMP
from tests.companion.support import Home, Server


class Client:
    """A client that was shipped with the first root and keeps what it has verified."""

    def __init__(self, home: Home, server: Server, directory: Path) -> None:
        self._root = home.files.read(ROOT, 1)
        self._server = server
        self._metadata = directory / "metadata"
        self._targets = directory / "targets"
        for each in (self._metadata, self._targets):
            each.mkdir(parents=True)

    def fetch(self) -> Any:
        """Update, download and parse the list."""
        updater = Updater(
            str(self._metadata),
            f"{self._server.repository}/metadata/",
            str(self._targets),
            f"{self._server.repository}/targets/",
            bootstrap=self._root,
        )
        updater.refresh()
        target = updater.get_targetinfo(LIST_NAME)
        assert target is not None
        return json.loads(Path(updater.download_target(target)).read_bytes())

    def hosts(self) -> list[str]:
        return [entry["host"] for entry in self.fetch()["entries"]]


@pytest.fixture
def client(home: Home, server: Server, tmp_path: Path) -> Client:
    return Client(home, server, tmp_path / "client")


def test_it_accepts_the_list_and_each_later_one(home: Home, client: Client) -> None:
    assert client.hosts() == []

    for count, host in enumerate(("one.test", "two.test"), start=1):
        home.add(host)
        home.sidestep("publish")
        assert len(client.hosts()) == count

    home.sidestep("entry", "remove", "one.test")
    home.sidestep("publish")
    assert client.hosts() == ["two.test"]


def test_it_accepts_a_refreshed_list(home: Home, client: Client) -> None:
    client.fetch()
    home.sidestep("refresh")

    assert client.fetch() == {"entries": [], "format": 1, "searches": []}


def test_it_accepts_a_long_list_as_compressed(home: Home, client: Client) -> None:
    for number in range(40):
        home.add(f"help-{number}.test")
    home.sidestep("publish")

    assert len(client.hosts()) == 40


def test_it_refuses_a_list_with_a_host_exchanged(home: Home, client: Client) -> None:
    home.add("help.test")
    home.sidestep("publish")
    (file,) = (each for each in home.files.targets.rglob("*.json") if b"help" in each.read_bytes())
    file.write_bytes(file.read_bytes().replace(b"help", b"hulp"))

    with pytest.raises((RepositoryError, DownloadError)):
        client.fetch()


@pytest.mark.parametrize(("role", "version"), [(TARGETS, 2), (SNAPSHOT, 2), (TIMESTAMP, None)])
def test_it_refuses_metadata_with_a_character_exchanged(
    home: Home, client: Client, role: str, version: int | None
) -> None:
    home.add("help.test")
    home.sidestep("publish")
    signed = home.files.read(role, version)
    home.files.write(role, version, signed.replace(b"20", b"21", 1))
    assert home.files.read(role, version) != signed

    with pytest.raises((RepositoryError, DownloadError)):
        client.fetch()


def test_it_refuses_an_older_list_put_back(home: Home, client: Client) -> None:
    older = home.files.read(TIMESTAMP)
    home.add("help.test")
    home.sidestep("publish")
    assert client.hosts() == ["help.test"]

    home.files.write(TIMESTAMP, None, older)

    with pytest.raises(RepositoryError):
        client.fetch()
