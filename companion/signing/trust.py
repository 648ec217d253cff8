"""What a holder of a key trusts: a root of their own, and the newest list that they have seen.

Kept in a folder beside the key, away from the service. The service can show a holder an older
repository, or another one altogether; this is what it is held against.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from tuf.api.metadata import Metadata, Root
from tuf.api.serialization import DeserializationError

from companion.atomic import write_atomically
from companion.errors import KeyFileError, RepositoryError
from companion.publishing.files import RepositoryFiles
from companion.publishing.verification import load, verify_root


@dataclass(frozen=True)
class HolderTrust:
    """``root`` is None for somebody who has not signed or verified anything yet."""

    directory: Path
    root: Metadata[Root] | None
    seen: int

    def verify_roots(self, files: RepositoryFiles) -> tuple[Root, bytes]:
        """Return the newest root of a repository, reached from the holder's own.

        Raises:
            RepositoryError: it is another repository, or an older state of it.
        """
        if self.root is None:
            return verify_root(files)
        version = self.root.signed.version
        try:
            published = load(Root, files.read("root", version), None)
        except RepositoryError as error:
            raise RepositoryError(
                f"you trust root {version}, which is not there: {error}"
            ) from error
        if Metadata(published).signed_bytes != self.root.signed_bytes:
            raise RepositoryError(f"root {version} is not the one that you trust")
        return verify_root(files, first=version)

    def require_not_older(self, version: int) -> None:
        """Refuse a list older than one that this holder has seen.

        Raises:
            RepositoryError: it is older.
        """
        if version < self.seen:
            raise RepositoryError(
                f"the list has version {version}, and you have seen version {self.seen}:"
                " somebody put an older one back"
            )

    def keep(self, root: bytes, seen: int) -> None:
        """Remember what was verified just now."""
        write_atomically(self.directory / "root.json", root)
        write_atomically(self.directory / "seen.json", json.dumps({"list": seen}).encode())


def read_trust_folder(directory: Path) -> HolderTrust:
    """Return what the holder trusts; a folder that is not there yet means nothing.

    Raises:
        KeyFileError: a file in it is damaged.
    """
    root = directory / "root.json"
    if not root.exists():
        return HolderTrust(directory, None, 0)
    try:
        metadata = Metadata[Root].from_bytes(root.read_bytes())
        seen = json.loads((directory / "seen.json").read_bytes())["list"]
    except (DeserializationError, OSError, ValueError, KeyError, TypeError) as error:
        raise KeyFileError(f"{directory} is damaged: {error}") from error
    if not isinstance(seen, int):
        raise KeyFileError(f"{directory / 'seen.json'} is damaged")
    return HolderTrust(directory, metadata, seen)
