"""The files of a repository: where they are, and which versions there are."""

from __future__ import annotations

import gzip
import re
import zlib
from dataclasses import dataclass
from pathlib import Path

from companion.atomic import remove_unfinished, write_atomically
from companion.errors import RepositoryError

LIST_NAME = "list/sites-v1.json"
_VERSIONED = re.compile(r"([1-9][0-9]*)\.([a-z]+)\.json")


@dataclass(frozen=True)
class RepositoryFiles:
    """The directory that is served, with consistent snapshots (TUF 1.0, 6.2)."""

    directory: Path

    @property
    def metadata(self) -> Path:
        return self.directory / "metadata"

    @property
    def targets(self) -> Path:
        return self.directory / "targets"

    def read(self, role: str, version: int | None = None) -> bytes:
        """Return the bytes as signed; ``version`` is None for the timestamp only.

        Raises:
            RepositoryError: there is no such file.
        """
        return _read(self.metadata / _metadata_name(role, version))

    def has_timestamp(self) -> bool:
        """Say whether anything is published."""
        return (self.metadata / _metadata_name("timestamp", None)).is_file()

    def write(self, role: str, version: int | None, data: bytes) -> None:
        write_atomically(self.metadata / _metadata_name(role, version), data)

    def read_target(self, name: str, sha256: str) -> bytes:
        return _read(self.targets / target_file_name(name, sha256))

    def require_packed(self, name: str, sha256: str, data: bytes) -> None:
        """Refuse a packed form that does not hold ``data``; older homes have none.

        Raises:
            RepositoryError: a server that sends packed files would send something else.
        """
        path = _packed(self.targets / target_file_name(name, sha256))
        if path.is_file() and _unpacked(path) != data:
            raise RepositoryError(f"{path} does not hold the list that it was made from")

    def write_target(self, name: str, sha256: str, data: bytes) -> None:
        """Write a target, and packed beside it for servers that send that (nginx: gzip_static).

        A target's name is its digest, so that neither of the two is ever out of date.
        """
        path = self.targets / target_file_name(name, sha256)
        write_atomically(_packed(path), gzip.compress(data, mtime=0))
        write_atomically(path, data)

    def versions(self, role: str) -> list[int]:
        """Return every version of ``role`` that has a file, published or not, ascending."""
        if not self.metadata.is_dir():
            return []
        names = (_VERSIONED.fullmatch(path.name) for path in self.metadata.iterdir())
        return sorted(int(name[1]) for name in names if name and name[2] == role)

    def remove_unfinished(self) -> None:
        """Remove what an interrupted write left. Call it only while nobody else writes."""
        for directory in (self.metadata, self.targets, (self.targets / LIST_NAME).parent):
            remove_unfinished(directory)


def target_file_name(name: str, sha256: str) -> str:
    """Return where a target lies below ``targets/``, such as ``list/<sha256>.sites-v1.json``."""
    folder, _, base = name.rpartition("/")
    return f"{folder}/{sha256}.{base}" if folder else f"{sha256}.{base}"


def _metadata_name(role: str, version: int | None) -> str:
    return f"{role}.json" if version is None else f"{version}.{role}.json"


def _packed(path: Path) -> Path:
    return path.with_name(f"{path.name}.gz")


def _unpacked(path: Path) -> bytes | None:
    try:
        return gzip.decompress(path.read_bytes())
    except (OSError, EOFError, zlib.error):
        return None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise RepositoryError(f"{path} is missing") from None
