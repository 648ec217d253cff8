"""Clients of the list: python-tuf's own, and the one that the extension ships, each from root 1."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from tuf.api.exceptions import DownloadHTTPError
from tuf.ngclient import Updater
from tuf.ngclient.fetcher import FetcherInterface

from companion.publishing.files import LIST_NAME, RepositoryFiles

SHIPPED = Path(__file__).parents[1] / "extension/tuf-client.mjs"


class DiskFetcher(FetcherInterface):
    """Answers for a static server, from the folder that it would serve."""

    def __init__(self, repository: Path) -> None:
        self._repository = repository

    def _fetch(self, url: str) -> Iterator[bytes]:
        path = self._repository / urlsplit(url).path.lstrip("/")
        if not path.is_file():
            raise DownloadHTTPError("not found", 404)
        yield path.read_bytes()


class PythonClient:
    """python-tuf's client, with a memory of its own below ``directory``."""

    def __init__(self, files: RepositoryFiles, directory: Path) -> None:
        self._files, self._directory = files, directory
        self._root = files.read("root", 1)
        for name in ("metadata", "targets"):
            (directory / name).mkdir(parents=True)

    def hosts(self) -> list[str]:
        """Update and return what is protected now."""
        updater = Updater(
            str(self._directory / "metadata"),
            "http://list.test/metadata/",
            str(self._directory / "targets"),
            "http://list.test/targets/",
            fetcher=DiskFetcher(self._files.directory),
            bootstrap=self._root,
        )
        updater.refresh()
        target = updater.get_targetinfo(LIST_NAME)
        assert target is not None
        return _hosts(Path(updater.download_target(target)).read_bytes())


class ShippedClient:
    """The extension's client, behind its command line, asking ``repository`` over HTTP."""

    def __init__(self, root: bytes, repository: str, directory: Path) -> None:
        self.repository, self._directory = repository, directory
        directory.mkdir(parents=True)
        (directory / "root-1.json").write_bytes(root)
        self._run("init", str(directory / "root-1.json"))

    def hosts(self) -> list[str]:
        """Update and return what is protected now."""
        out = self._directory / "targets"
        self._run(
            *("--metadata-url", f"{self.repository}/metadata", "--target-name", LIST_NAME),
            *("--target-base-url", f"{self.repository}/targets", "--target-dir", str(out)),
            "download",
        )
        (file,) = out.iterdir()
        return _hosts(file.read_bytes())

    def _run(self, *arguments: str) -> None:
        metadata = str(self._directory / "metadata")
        done = subprocess.run(
            ["node", str(SHIPPED), "--metadata-dir", metadata, *arguments],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr


def _hosts(content: bytes) -> list[str]:
    return [entry["host"] for entry in json.loads(content)["entries"]]
