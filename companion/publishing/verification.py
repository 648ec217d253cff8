"""Reads a repository the way a client does (TUF 1.0, 5.3 to 5.7), from files."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from tuf.api.exceptions import RepositoryError as TufError
from tuf.api.metadata import (
    Metadata,
    MetaFile,
    Root,
    Signed,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)
from tuf.api.serialization import DeserializationError

from companion.errors import RepositoryError
from companion.publishing.files import LIST_NAME, RepositoryFiles
from companion.signing.roles import DEVELOPMENT_FIELD, ROOT, SNAPSHOT, TARGETS, TIMESTAMP

S = TypeVar("S", Root, Timestamp, Snapshot, Targets)


@dataclass(frozen=True)
class VerifiedRepository:
    """What a client that trusts the first root ends up with.

    ``data`` holds the bytes as signed, by role. ``list_bytes`` is the target
    ``list/sites-v1.json``.
    """

    root: Root
    timestamp: Timestamp
    snapshot: Snapshot
    targets: Targets
    data: Mapping[str, bytes]
    list_bytes: bytes

    @property
    def expires(self) -> dict[str, datetime]:
        signed: tuple[Signed, ...] = (self.root, self.targets, self.snapshot, self.timestamp)
        return {each.type: each.expires for each in signed}


def verify_root(files: RepositoryFiles, first: int = 1) -> tuple[Root, bytes]:
    """Follow the chain of roots from ``first``; each is signed by the one before it and by itself.

    Raises:
        RepositoryError: there is no such root, or the chain is broken.
    """
    data = files.read(ROOT, first)
    root = load(Root, data, None)
    root = load(Root, data, root)
    _require_version(root, first)
    for version in range(first + 1, max(files.versions(ROOT)) + 1):
        data = files.read(ROOT, version)
        candidate = load(Root, data, root)
        load(Root, data, candidate)
        _require_version(candidate, version)
        root = candidate
    return root, data


def is_development(root: Root) -> bool:
    """Say whether the root marks itself as one whose keys nobody should rely on."""
    return root.unrecognized_fields.get(DEVELOPMENT_FIELD) is True


def verify_repository(
    files: RepositoryFiles,
    *,
    at: datetime,
    timestamp: bytes | None = None,
    tolerate_expired: Collection[str] = (),
    trusted: tuple[Root, bytes] | None = None,
) -> VerifiedRepository:
    """Verify signatures, versions, lengths, hashes and expiry of all four roles and of the list.

    Args:
        files: the repository. at: the time to judge expiry by. timestamp: bytes to use in place of
        the published timestamp, for a look before it is replaced. tolerate_expired: roles that may
        have expired, because the caller is about to renew them. trusted: the root to judge
        by and its bytes, in place of the newest that is published.

    Raises:
        RepositoryError: a client would refuse this repository; the message says which file and why.
    """

    def require_fresh(signed: Signed) -> None:
        if signed.type not in tolerate_expired and signed.is_expired(at):
            raise RepositoryError(f"{signed.type} expired on {signed.expires:%Y-%m-%d %H:%M} UTC")

    root, root_data = verify_root(files) if trusted is None else trusted
    require_fresh(root)

    timestamp_data = files.read(TIMESTAMP) if timestamp is None else timestamp
    current = load(Timestamp, timestamp_data, root)
    require_fresh(current)

    snapshot_data = files.read(SNAPSHOT, current.snapshot_meta.version)
    _require_bytes(current.snapshot_meta, snapshot_data, SNAPSHOT)
    snapshot = load(Snapshot, snapshot_data, root)
    _require_version(snapshot, current.snapshot_meta.version)
    require_fresh(snapshot)

    meta = snapshot.meta["targets.json"]
    targets_data = files.read(TARGETS, meta.version)
    _require_bytes(meta, targets_data, TARGETS)
    targets = load(Targets, targets_data, root)
    _require_version(targets, meta.version)
    require_fresh(targets)

    target = targets.targets.get(LIST_NAME)
    if target is None:
        raise RepositoryError(f"targets version {targets.version} does not name {LIST_NAME}")
    list_bytes = files.read_target(LIST_NAME, target.hashes["sha256"])
    _require_bytes(target, list_bytes, LIST_NAME)
    files.require_packed(LIST_NAME, target.hashes["sha256"], list_bytes)

    return VerifiedRepository(
        root=root,
        timestamp=current,
        snapshot=snapshot,
        targets=targets,
        data={
            ROOT: root_data,
            TIMESTAMP: timestamp_data,
            SNAPSHOT: snapshot_data,
            TARGETS: targets_data,
        },
        list_bytes=list_bytes,
    )


def load(kind: type[S], data: bytes, root: Root | None) -> S:
    """Parse ``data`` and, given a root, verify that enough of its keys signed it.

    Raises:
        RepositoryError: it is something else, or too few of the keys signed it.
    """
    try:
        metadata = Metadata[S].from_bytes(data)
        if not isinstance(metadata.signed, kind):
            raise RepositoryError(f"a {kind.type} file holds {metadata.signed.type} metadata")
        if root is not None:
            root.verify_delegate(kind.type, metadata.signed_bytes, metadata.signatures)
    except (TufError, DeserializationError) as error:
        raise RepositoryError(f"{kind.type} is not to be trusted: {error}") from error
    return metadata.signed


def _require_version(signed: Signed, version: int) -> None:
    if signed.version != version:
        raise RepositoryError(f"{signed.type} says version {signed.version}, expected {version}")


def _require_bytes(meta: MetaFile | TargetFile, data: bytes, name: str) -> None:
    try:
        meta.verify_length_and_hashes(data)
    except TufError as error:
        raise RepositoryError(f"{name} is not what was signed: {error}") from error
