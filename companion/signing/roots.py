"""Root metadata: which keys speak for which role, and how many of them are needed."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from securesystemslib.signer import Key
from tuf.api.metadata import Metadata, Root

from companion.errors import CeremonyError
from companion.signing.keys import Signer
from companion.signing.roles import (
    DEVELOPMENT_FIELD,
    ROLES,
    ROOT,
    SNAPSHOT,
    TARGETS,
    TIMESTAMP,
    expiry,
)

PEOPLE: Final = (ROOT, TARGETS)
"""The roles that people sign for, on machines of their own."""

ONLINE: Final = (SNAPSHOT, TIMESTAMP)
"""The roles that the service signs for by itself, with one key each."""


@dataclass(frozen=True)
class RoleChange:
    """What a rotation does to one role. ``remove`` holds key ids; ``threshold`` None keeps it."""

    add: Sequence[Key] = ()
    remove: frozenset[str] = field(default_factory=frozenset)
    threshold: int | None = None


def create_development_root(signers: Mapping[str, Signer], *, at: datetime) -> bytes:
    """Return version 1 of a root that gives each role its one key and says what it is for."""
    root = _empty(at=at)
    root.unrecognized_fields[DEVELOPMENT_FIELD] = True
    for role, signer in signers.items():
        root.add_key(signer.public_key, role)
    metadata = Metadata(root)
    metadata.sign(signers[ROOT])
    return metadata.to_bytes()


def first_root(
    people: Sequence[Key], threshold: int, online: Mapping[str, Key], *, at: datetime
) -> Metadata[Root]:
    """Return version 1 of a production root, unsigned: people for root and targets.

    Raises:
        CeremonyError: a key is there twice, or the threshold does not fit.
    """
    require_usable(people, threshold)
    root = _empty(at=at)
    for role in PEOPLE:
        for key in people:
            root.add_key(key, role)
        root.roles[role].threshold = threshold
    for role in ONLINE:
        root.add_key(online[role], role)
    _refuse_unusable(root)
    return Metadata(root)


def require_usable(people: Sequence[Key], threshold: int) -> None:
    """Refuse people's keys and a threshold that do not fit together.

    Raises:
        CeremonyError: a key is there twice, or more signatures are needed than there are keys.
    """
    if len({key.keyid for key in people}) != len(people):
        raise CeremonyError("the same key was handed over twice")
    if threshold > len(people):
        raise CeremonyError(f"{threshold} signatures of {len(people)} keys cannot be")


def next_root(current: Root, changes: Mapping[str, RoleChange], *, at: datetime) -> Metadata[Root]:
    """Return the root after ``current``, unsigned, with a new life and ``changes`` by role.

    Raises:
        CeremonyError: a key to add is there, one to remove is not, or the threshold does not fit.
    """
    root = copy.deepcopy(current)
    root.version += 1
    root.expires = expiry(ROOT, at=at)
    for role, change in changes.items():
        for keyid in change.remove:
            if keyid not in root.roles[role].keyids:
                raise CeremonyError(f"the key {keyid[:8]} is not one of {role}")
            root.revoke_key(keyid, role)
        for key in change.add:
            if key.keyid in root.roles[role].keyids:
                raise CeremonyError(f"the key {key.keyid[:8]} is one of {role} already")
            root.add_key(key, role)
        if change.threshold is not None:
            root.roles[role].threshold = change.threshold
    _refuse_unusable(root)
    return Metadata(root)


def root_changes(old: Root | None, new: Root) -> Iterator[str]:
    """Yield one line of text for each difference between two roots."""
    for role in ROLES:
        before = [] if old is None else old.roles[role].keyids
        for keyid in new.roles[role].keyids:
            if keyid not in before:
                yield f"+ {role}: key {keyid[:8]}"
        for keyid in before:
            if keyid not in new.roles[role].keyids:
                yield f"- {role}: key {keyid[:8]}"
        needed = new.roles[role].threshold
        if old is None or old.roles[role].threshold != needed:
            yield f"~ {role}: needs {needed} of {len(new.roles[role].keyids)}"
    until = f"{new.expires:%Y-%m-%d}"
    yield f"~ good until {until}" + ("" if old is None else f", before {old.expires:%Y-%m-%d}")


def missing_signatures(metadata: Metadata[Root], previous: Root | None) -> Iterator[str]:
    """Yield what is still missing, such as ``1 of 2 signatures by keys of root 3``."""
    result = metadata.signed.get_root_verification_result(
        previous, metadata.signed_bytes, metadata.signatures
    )
    version = metadata.signed.version
    for part, whose in ((result.second, f"root {version}"), (result.first, f"root {version - 1}")):
        if not part.verified:
            yield f"{len(part.signed)} of {part.threshold} signatures by keys of {whose}"


def _empty(*, at: datetime) -> Root:
    return Root(version=1, expires=expiry(ROOT, at=at), consistent_snapshot=True)


def _refuse_unusable(root: Root) -> None:
    for name, role in root.roles.items():
        if not 1 <= role.threshold <= len(role.keyids):
            raise CeremonyError(
                f"{name} cannot need {role.threshold} signatures of {len(role.keyids)} keys"
            )
    online = {keyid for name in ONLINE for keyid in root.roles[name].keyids}
    if online & {keyid for name in PEOPLE for keyid in root.roles[name].keyids}:
        raise CeremonyError("a key of the service cannot be a person's key as well")
