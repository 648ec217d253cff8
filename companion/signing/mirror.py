"""Copies a published repository from its address, so that it can be verified like a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from tuf.api.metadata import Metadata, Snapshot, Targets, Timestamp
from tuf.api.serialization import DeserializationError

from companion.errors import RepositoryError
from companion.publishing.files import LIST_NAME, RepositoryFiles, target_file_name
from companion.signing.roles import ROOT, SNAPSHOT, TARGETS, TIMESTAMP

MAX_BYTES: Final = 20_000_000
MAX_ROOTS: Final = 1_000
TIMEOUT_S: Final = 30


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def is_address(text: str) -> bool:
    """Say whether ``text`` is an address and not a folder."""
    return urlsplit(text).scheme in ("http", "https")


def copy_repository(address: str, directory: Path, *, first_root: int) -> RepositoryFiles:
    """Fetch what a client would fetch into ``directory``, from root ``first_root`` on.

    Nothing is verified here. Where nothing but roots is published, nothing but roots is copied.

    Raises:
        RepositoryError: it cannot be fetched, is too long, or makes no sense.
    """
    base = address.rstrip("/")
    files = RepositoryFiles(directory)
    for version in range(first_root, first_root + MAX_ROOTS):
        data = _fetch(f"{base}/metadata/{version}.root.json")
        if data is None:
            break
        files.write(ROOT, version, data)
    timestamp = _fetch(f"{base}/metadata/timestamp.json")
    if timestamp is None:
        return files
    files.write(TIMESTAMP, None, timestamp)
    try:
        version = Metadata[Timestamp].from_bytes(timestamp).signed.snapshot_meta.version
        snapshot = _need(f"{base}/metadata/{version}.snapshot.json")
        files.write(SNAPSHOT, version, snapshot)
        version = Metadata[Snapshot].from_bytes(snapshot).signed.meta["targets.json"].version
        targets = _need(f"{base}/metadata/{version}.targets.json")
        files.write(TARGETS, version, targets)
        sha256 = Metadata[Targets].from_bytes(targets).signed.targets[LIST_NAME].hashes["sha256"]
    except (DeserializationError, KeyError) as error:
        raise RepositoryError(f"{base} is no repository of a companion: {error}") from error
    if len(sha256) != 64 or set(sha256) - set("0123456789abcdef"):
        raise RepositoryError(f"{base} names its list in an unknown way")
    files.write_target(
        LIST_NAME, sha256, _need(f"{base}/targets/{target_file_name(LIST_NAME, sha256)}")
    )
    return files


def _need(address: str) -> bytes:
    data = _fetch(address)
    if data is None:
        raise RepositoryError(f"{address} is missing")
    return data


def _fetch(address: str) -> bytes | None:
    """Return the body; None if there is no such file."""
    request = Request(address)  # noqa: S310 - is_address allows http and https only
    try:
        with build_opener(_NoRedirects).open(request, timeout=TIMEOUT_S) as answer:
            data: bytes = answer.read(MAX_BYTES + 1)
    except HTTPError as error:
        if error.code in (403, 404):
            return None
        raise RepositoryError(f"{address} answers {error.code}") from error
    except (URLError, OSError) as error:
        raise RepositoryError(f"{address} cannot be fetched: {error}") from error
    if len(data) > MAX_BYTES:
        raise RepositoryError(f"{address} is longer than {MAX_BYTES} bytes")
    return data
