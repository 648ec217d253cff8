"""Signs and writes a new state of the repository: target, targets, snapshot, timestamp.

Until the timestamp is replaced clients see the old state; afterwards they see the new one.
Versioned files are never written twice: an interrupted publish leaves files that nothing names, and
the next one takes higher numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, TypeVar

from tuf.api.metadata import (
    Metadata,
    MetaFile,
    Root,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)
from tuf.api.serialization import DeserializationError

from companion.errors import RepositoryError, ThresholdError
from companion.publishing.files import LIST_NAME, RepositoryFiles
from companion.publishing.verification import (
    VerifiedRepository,
    is_development,
    verify_repository,
    verify_root,
)
from companion.signing.keys import Signer
from companion.signing.roles import LIFETIME, ROOT, SNAPSHOT, TARGETS, TIMESTAMP, expiry

S = TypeVar("S", Timestamp, Snapshot, Targets)

RENEW_TARGETS_BEFORE: Final[timedelta] = LIFETIME[TARGETS] / 2
"""A publish that changes nothing signs the list again once less than this is left."""

_RENEWED: Final = (SNAPSHOT, TIMESTAMP)


@dataclass(frozen=True)
class Published:
    """The state that clients see now.

    ``is_new`` says whether the list itself was signed again; ``repaired`` why clients would have
    refused the state that it replaced, if they would have.
    """

    version: int
    is_new: bool
    repository: VerifiedRepository
    repaired: str | None = None


def publish_list(
    files: RepositoryFiles, signers: Mapping[str, Signer], content: bytes, *, at: datetime
) -> Published:
    """Publish ``content`` as the list, on the word of one person.

    Where the list is the one that is published already, only snapshot and timestamp are renewed.
    Files that were damaged are replaced.

    Raises:
        ThresholdError: this repository needs more than one person.
        RepositoryError: there is no trustworthy root, or a client would refuse what was written.
    """
    root, _ = verify_root(files)
    require_one_person(root)
    damage: str | None = None
    try:
        current = _current(files, at=at, tolerate_expired=(TARGETS, *_RENEWED))
    except RepositoryError as error:
        current, damage = None, str(error)
    if current is not None and _is_still_good(current, content, at=at):
        return _renew(files, signers, current.targets, at=at, is_new=False)
    target = TargetFile.from_data(LIST_NAME, content, ["sha256"])
    files.write_target(LIST_NAME, target.hashes["sha256"], content)
    targets = Targets(
        version=_next_version(files, TARGETS),
        expires=expiry(TARGETS, at=at),
        targets={LIST_NAME: target},
    )
    files.write(TARGETS, targets.version, _signed(targets, signers[TARGETS]))
    return replace(_renew(files, signers, targets, at=at, is_new=True), repaired=damage)


def refresh(files: RepositoryFiles, signers: Mapping[str, Signer], *, at: datetime) -> Published:
    """Sign snapshot and timestamp again, for the list that is published.

    Raises:
        RepositoryError: nothing is published, or root or list have expired.
    """
    current = _current(files, at=at, tolerate_expired=_RENEWED)
    if current is None:
        raise RepositoryError("nothing is published yet; run sidestep publish")
    return _renew(files, signers, current.targets, at=at, is_new=False)


def _renew(
    files: RepositoryFiles,
    signers: Mapping[str, Signer],
    targets: Targets,
    *,
    at: datetime,
    is_new: bool,
) -> Published:
    version = max(_next_version(files, SNAPSHOT), _timestamp_version(files) + 1)
    snapshot = Snapshot(
        version=version,
        expires=expiry(SNAPSHOT, at=at),
        meta={"targets.json": _meta(targets.version, files.read(TARGETS, targets.version))},
    )
    snapshot_bytes = _signed(snapshot, signers[SNAPSHOT])
    files.write(SNAPSHOT, version, snapshot_bytes)
    timestamp = Timestamp(
        version=version,
        expires=expiry(TIMESTAMP, at=at),
        snapshot_meta=_meta(version, snapshot_bytes),
    )
    data = _signed(timestamp, signers[TIMESTAMP])
    verified = verify_repository(files, at=at, timestamp=data)
    files.write(TIMESTAMP, None, data)
    return Published(targets.version, is_new, verified)


def _current(
    files: RepositoryFiles, *, at: datetime, tolerate_expired: tuple[str, ...]
) -> VerifiedRepository | None:
    if not files.has_timestamp():
        return None
    return verify_repository(files, at=at, tolerate_expired=tolerate_expired)


def _is_still_good(current: VerifiedRepository, content: bytes, *, at: datetime) -> bool:
    left = current.targets.expires - at
    return current.list_bytes == content and left >= RENEW_TARGETS_BEFORE


def require_one_person(root: Root) -> None:
    """Refuse where publishing is not for one person alone.

    Raises:
        ThresholdError: root or list need more signatures, or this is no development home.
    """
    for role in (ROOT, TARGETS):
        needed = root.roles[role].threshold
        if needed > 1:
            raise ThresholdError(
                f"publish is for one person, and here {role} needs {needed} signatures"
            )
    if not is_development(root):
        raise ThresholdError("publish is for development homes, and this is not one")


def _next_version(files: RepositoryFiles, role: str) -> int:
    return max(files.versions(role), default=0) + 1


def _timestamp_version(files: RepositoryFiles) -> int:
    """Return the version of the published timestamp; 0 where none can be read.

    Snapshot and timestamp share their number, so an older timestamp put back by somebody does not
    lower the next one.
    """
    try:
        return Metadata[Timestamp].from_bytes(files.read(TIMESTAMP)).signed.version
    except (RepositoryError, DeserializationError):
        return 0


def _meta(version: int, data: bytes) -> MetaFile:
    return MetaFile.from_data(version, data, ["sha256"])


def _signed(signed: S, signer: Signer) -> bytes:
    metadata = Metadata(signed)
    metadata.sign(signer)
    return metadata.to_bytes()
