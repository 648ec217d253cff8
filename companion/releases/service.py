"""Decides what may be proposed, who may approve it and when it may be published."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Final

from tuf.api.metadata import Metadata

from companion.audit.models import Record
from companion.errors import (
    MassRemovalError,
    NothingToReleaseError,
    OwnChangeError,
    ReleaseError,
    StaleReviewError,
)
from companion.publishing.target import list_targets
from companion.releases.changes import EMPTY, Changes, changes_between, parse_list
from companion.releases.models import Published, Release, ReleaseState, Wish
from companion.signing.roles import LIFETIME, TARGETS

_WRITING: Final = frozenset(
    {
        "entry.add",
        "entry.edit",
        "entry.propose-removal",
        "entry.remove",
        "search-term.add",
        "search-term.remove",
    }
)
_RENEW_BEFORE: Final = LIFETIME[TARGETS] / 2


def propose(
    content: bytes,
    published: Published,
    earlier: Sequence[Release],
    *,
    wish: Wish,
    trail: Iterable[Record],
    written: Mapping[str, Collection[str]] = MappingProxyType({}),
    version: int,
    by: str,
    at: datetime,
) -> Release:
    """Freeze ``content`` as the next release.

    Args:
        content: the list. published: what clients have now. earlier: all releases so far. wish:
        what the proposer says. trail: audit records since the last published release. written:
        host → who wrote what is there now, however long ago. version: of the targets metadata, one
        that no file has.

    Raises:
        ReleaseError: another release is open.
        NothingToReleaseError: nothing changed, and the list is still good for long.
        MassRemovalError: more is removed than a release may without saying so.
    """
    busy = next((each for each in earlier if each.is_open), None)
    if busy is not None:
        raise ReleaseError(f"release {busy.number} is {busy.state}; publish or withdraw it first")
    changes = _changes(published.content, content)
    if changes.is_empty and not wish.renew and not _is_old(published, at=at):
        raise NothingToReleaseError(
            "nothing changed since the published list; --renew signs it anew"
        )
    if changes.is_mass_removal and not wish.mass_removal:
        raise MassRemovalError(
            f"{changes.removals} of {changes.before} lines would be gone or cover less;"
            " if that is meant, propose it with --mass-removal"
        )
    records = list(trail)
    used = max((targets_version(each) for each in earlier), default=0)
    version = max(version, used + 1)
    mass_removal = version if changes.is_mass_removal else published.mass_removal
    targets = list_targets(content, version, mass_removal=mass_removal, at=at)
    return Release(
        number=max((each.number for each in earlier), default=0) + 1,
        state=ReleaseState.PROPOSED,
        base_version=published.version,
        targets=Metadata(targets).to_bytes(),
        content=content,
        authors=_authors(changes, records, written) | {by},
        emergency=wish.emergency,
        audit_number=max((each.number for each in records), default=0),
        proposed_by=by,
        proposed_at=at,
    )


def approve(release: Release, reviewer: str, *, seen: str = "") -> Release:
    """Record that ``reviewer`` approves ``release``.

    Args:
        seen: the digest of what the reviewer was shown; empty for whatever the release is now.

    Raises:
        OwnChangeError: ``reviewer`` wrote a line of it, or proposed it.
        StaleReviewError: the reviewer was shown something else.
        ReleaseError: it is not waiting for approval.
    """
    if not release.is_open or is_approved(release):
        raise ReleaseError(f"release {release.number} is {release.state}, not waiting for approval")
    if reviewer in release.authors:
        raise OwnChangeError(
            f"{reviewer} wrote or proposed a part of release {release.number};"
            " somebody else has to approve it"
        )
    now = digest_of(release)
    if seen and seen != now:
        raise StaleReviewError(
            f"release {release.number} is not what you were shown; look at it again"
        )
    return replace(release, state=ReleaseState.APPROVED, approved_by=reviewer, approved_digest=now)


def is_approved(release: Release) -> bool:
    """Say whether somebody approved exactly what the release is now: an edit voids an approval."""
    approved = release.state in (ReleaseState.APPROVED, ReleaseState.PUBLISHED)
    return approved and release.approved_digest == digest_of(release)


def digest_of(release: Release) -> str:
    """Return what an approval covers: the list, and the bytes that are to be signed."""
    signed = Metadata.from_bytes(release.targets).signed_bytes
    return hashlib.sha256(hashlib.sha256(signed).digest() + release.content).hexdigest()


def digest_of_list(content: bytes) -> str:
    """Return what says which list somebody was shown."""
    return hashlib.sha256(content).hexdigest()


def withdraw(release: Release) -> Release:
    """Close ``release`` without publishing it.

    Raises:
        ReleaseError: it is not open.
    """
    _require_open(release)
    return replace(release, state=ReleaseState.WITHDRAWN)


def require_publishable(
    release: Release, published: Published, *, reviewers: Collection[str]
) -> None:
    """Refuse to publish what was not approved, or was compared with another list than the present.

    ``reviewers`` are those who may approve now: who approved and may not any more, does not count.

    A release whose own version is published already passes: its publish was interrupted.

    Raises:
        ReleaseError: it is not approved and no emergency, not open, or stale.
    """
    _require_open(release)
    if not release.emergency:
        _require_approval(release, reviewers)
    if published.version not in (release.base_version, targets_version(release)):
        raise ReleaseError(
            f"release {release.number} was compared with version {release.base_version} of the"
            f" list, and version {published.version} is published; withdraw it and propose again"
        )


def _require_approval(release: Release, reviewers: Collection[str]) -> None:
    number = release.number
    if release.state is not ReleaseState.APPROVED:
        raise ReleaseError(f"release {number} waits for approval: sidestep release approve")
    if not is_approved(release):
        raise ReleaseError(f"release {number} was changed after its approval; approve it again")
    if release.approved_by and release.approved_by not in reviewers:
        raise ReleaseError(
            f"release {number} was approved by {release.approved_by}, who is no reviewer any more;"
            " withdraw it and propose again"
        )


def changes_of(release: Release, base: bytes) -> Changes:
    """Return the difference between ``base``, the list it was compared with, and ``release``."""
    return _changes(base, release.content)


def _require_open(release: Release) -> None:
    if not release.is_open:
        raise ReleaseError(f"release {release.number} is {release.state}")


def _changes(old: bytes, new: bytes) -> Changes:
    return changes_between(parse_list(old) if old else EMPTY, parse_list(new))


def _is_old(published: Published, *, at: datetime) -> bool:
    return published.expires is None or published.expires - at < _RENEW_BEFORE


def _authors(
    changes: Changes, trail: Iterable[Record], written: Mapping[str, Collection[str]]
) -> frozenset[str]:
    """Return everybody who wrote about what changes since the last published release.

    What was written before it and verified after it has its authors in ``written``.
    """
    subjects = changes.subjects
    since = {
        record.event.person
        for record in trail
        if record.event.action in _WRITING and record.event.subject in subjects
    }
    earlier = {name for host in subjects for name in written.get(host, ())}
    return frozenset(since | earlier)


def targets_version(release: Release) -> int:
    """Return the version of the list once ``release`` is published."""
    return Metadata.from_bytes(release.targets).signed.version
