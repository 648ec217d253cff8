"""Two clients of one repository: the extension's, behind its command line, and python-tuf's own."""

from __future__ import annotations

import subprocess
from abc import ABC, abstractmethod
from pathlib import Path

from tuf.api.exceptions import DownloadError, RepositoryError
from tuf.ngclient import Updater
from urllib3.exceptions import HTTPError

from tests.attacks.simulator import LIST

COMMAND = Path(__file__).parents[1] / "extension" / "tuf-client.mjs"


class RefusedError(Exception):
    """The client did not accept what it was served; the text is what it said."""


class Client(ABC):
    """Keeps trusted metadata and the list in ``folder``."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self._url = url

    @abstractmethod
    def trust(self, root: bytes) -> None:
        """Begin with a root that was shipped."""

    @abstractmethod
    def update(self) -> bytes:
        """Refresh, and return the list.

        Raises:
            RefusedError: what is served does not verify, or there is no answer.
        """


class PythonTuf(Client):
    def trust(self, root: bytes) -> None:
        self.folder.mkdir(parents=True)
        (self.folder / "root.json").write_bytes(root)

    def update(self) -> bytes:
        folder = str(self.folder)
        try:
            updater = Updater(
                folder, f"{self._url}/metadata/", folder, f"{self._url}/targets/", bootstrap=None
            )
            updater.refresh()
            info = updater.get_targetinfo(LIST)
            if info is None:
                raise RefusedError("no such target")
            return Path(updater.download_target(info)).read_bytes()
        except (RepositoryError, DownloadError, HTTPError, ValueError) as error:
            raise RefusedError(repr(error)) from error


class Sidestep(Client):
    def trust(self, root: bytes) -> None:
        shipped = self.folder.with_suffix(".root.json")
        shipped.parent.mkdir(parents=True, exist_ok=True)
        shipped.write_bytes(root)
        self._run("init", str(shipped))

    def update(self) -> bytes:
        lists = self.folder.with_suffix(".lists")
        self._run(
            *("--metadata-url", f"{self._url}/metadata", "--target-name", LIST),
            *("--target-base-url", f"{self._url}/targets", "--target-dir", str(lists), "download"),
        )
        (held,) = lists.iterdir()
        return held.read_bytes()

    def _run(self, *arguments: str) -> None:
        command = ["node", str(COMMAND), "--metadata-dir", str(self.folder), *arguments]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode != 0:
            raise RefusedError(done.stderr.strip())


CLIENTS: tuple[type[Client], ...] = (PythonTuf, Sidestep)
