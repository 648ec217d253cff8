"""Signs and writes a new state of the repository: target, targets, snapshot, timestamp.

Until the timestamp is replaced clients see the old state; afterwards they see the new one.
Versioned files are never written twice: an interrupted publish leaves files that nothing names, and
the next one takes higher numbers.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, TypeVar

from tuf.api.metadata import (
    Metadata,
    MetaFile,
    Root,
    Snapshot,
    Targets,
    Timestamp,
)
from tuf.api.serialization import DeserializationError

from companion.errors import ReleaseError, RepositoryError, ThresholdError
from companion.publishing.files import LIST_NAME, RepositoryFiles
from companion.publishing.target import list_targets, mass_removal_of
from companion.publishing.verification import (
    VerifiedRepository,
    is_development,
    load,
    verify_repository,
    verify_root,
)
from companion.releases.changes import changes_between, parse_list
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
    version = next_version(files, TARGETS)
    mass_removal = _mass_removal(current, content, version)
    targets = list_targets(content, version, mass_removal=mass_removal, at=at)
    files.write_target(LIST_NAME, targets.targets[LIST_NAME].hashes["sha256"], content)
    files.write(TARGETS, targets.version, _signed(targets, signers[TARGETS]))
    return replace(_renew(files, signers, targets, at=at, is_new=True), repaired=damage)


def publish_signed(
    files: RepositoryFiles,
    signers: Mapping[str, Signer],
    data: bytes,
    content: bytes,
    *,
    at: datetime,
) -> Published:
    """Publish a list that the reviewers have signed; again after an interruption, without harm.

    Args:
        data: targets metadata with its signatures. content: the list that it names.

    Raises:
        RepositoryError: too few signatures, or a client would refuse what was written.
        ReleaseError: a later list is published already.
    """
    root, _ = verify_root(files)
    targets = load(Targets, data, root)
    current = _current(files, at=at, tolerate_expired=(ROOT, TARGETS, *_RENEWED))
    published = 0 if current is None else current.targets.version
    is_same = current is not None and current.targets == targets
    if published > targets.version or (published == targets.version and not is_same):
        raise ReleaseError(
            f"another version {published} of the list is published; withdraw this, propose again"
        )
    if published < targets.version:
        info = targets.targets[LIST_NAME]
        info.verify_length_and_hashes(content)
        files.write_target(LIST_NAME, info.hashes["sha256"], content)
        files.write(TARGETS, targets.version, data)
    return _renew(files, signers, targets, at=at, is_new=True)


def renew_after_rotation(
    files: RepositoryFiles, signers: Mapping[str, Signer], *, at: datetime
) -> Published:
    """Sign snapshot and timestamp with the keys of a root that has just been published.

    Where the old keys were lost, nobody could sign for both roots before: what is published is then
    judged by the root before.

    Raises:
        RepositoryError: neither root vouches for what is published, or the list has expired.
    """
    root, _ = verify_root(files)
    tolerated = (ROOT, TARGETS, *_RENEWED)
    try:
        current = _current(files, at=at, tolerate_expired=tolerated)
    except RepositoryError:
        if root.version == 1:
            raise
        before = files.read(ROOT, root.version - 1)
        trusted = (load(Root, before, None), before)
        current = verify_repository(files, at=at, tolerate_expired=tolerated, trusted=trusted)
    if current is None:
        raise RepositoryError("nothing is published yet")
    return _renew(files, signers, current.targets, at=at, is_new=False)


def renew_for(
    files: RepositoryFiles,
    signers: Mapping[str, Signer],
    *,
    also: Mapping[str, Signer],
    at: datetime,
) -> Published:
    """Sign snapshot and timestamp with the keys of this root and with those of the next one.

    Clients then accept them before and after the next root is there.
    """
    current = _current(files, at=at, tolerate_expired=(ROOT, TARGETS, *_RENEWED))
    if current is None:
        raise RepositoryError("nothing is published yet")
    return _renew(
        files, signers, current.targets, at=at, is_new=False, also=also, tolerate=(ROOT, TARGETS)
    )


def refresh(files: RepositoryFiles, signers: Mapping[str, Signer], *, at: datetime) -> Published:
    """Sign snapshot and timestamp again, for the list that is published.

    Raises:
        RepositoryError: nothing is published, or root or list have expired.
    """
    current = _current(files, at=at, tolerate_expired=_RENEWED)
    if current is None:
        raise RepositoryError("nothing is published yet; publish a list first")
    return _renew(files, signers, current.targets, at=at, is_new=False)


def _renew(
    files: RepositoryFiles,
    signers: Mapping[str, Signer],
    targets: Targets,
    *,
    at: datetime,
    is_new: bool,
    also: Mapping[str, Signer] | None = None,
    tolerate: Collection[str] = (),
) -> Published:
    also = also or {}
    version = max(next_version(files, SNAPSHOT), _timestamp_version(files) + 1)
    snapshot = Snapshot(
        version=version,
        expires=expiry(SNAPSHOT, at=at),
        meta={"targets.json": _meta(targets.version, files.read(TARGETS, targets.version))},
    )
    snapshot_bytes = _signed(snapshot, signers[SNAPSHOT], also.get(SNAPSHOT))
    files.write(SNAPSHOT, version, snapshot_bytes)
    timestamp = Timestamp(
        version=version,
        expires=expiry(TIMESTAMP, at=at),
        snapshot_meta=_meta(version, snapshot_bytes),
    )
    data = _signed(timestamp, signers[TIMESTAMP], also.get(TIMESTAMP))
    verified = verify_repository(files, at=at, timestamp=data, tolerate_expired=tolerate)
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


def next_version(files: RepositoryFiles, role: str) -> int:
    """Return a version of ``role`` that no file has, published or left by an interruption."""
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


def _signed(signed: S, *signers: Signer | None) -> bytes:
    metadata = Metadata(signed)
    for signer in signers:
        if signer is not None:
            metadata.sign(signer, append=True)
    return metadata.to_bytes()


def _mass_removal(current: VerifiedRepository | None, content: bytes, version: int) -> int | None:
    """Return what to sign about removals: where one person decides, it follows by itself."""
    if current is None:
        return None
    if changes_between(parse_list(current.list_bytes), parse_list(content)).is_mass_removal:
        return version
    return mass_removal_of(current.targets)
