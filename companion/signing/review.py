"""What a signer's machine works out by itself before it signs."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from tuf.api.exceptions import LengthOrHashMismatchError
from tuf.api.metadata import Metadata, Root, Targets

from companion.errors import MassRemovalError, SigningError
from companion.publishing.files import LIST_NAME
from companion.publishing.target import MASS_REMOVAL_FIELD, mass_removal_of
from companion.publishing.verification import VerifiedRepository, is_development
from companion.releases.changes import EMPTY, Changes, changes_between, read_list
from companion.signing.requests import Request
from companion.signing.roles import LIFETIME, ROOT, TARGETS
from companion.signing.roots import ONLINE

_CLOCKS_DIFFER: Final = timedelta(hours=1)


def review_release(
    request: Request, root: Root, published: VerifiedRepository | None, *, at: datetime
) -> Changes:
    """Return what signing ``request`` would change for clients.

    Args:
        request: for the role targets. root: the newest, verified. published: what clients have;
        None before the first list.

    Raises:
        SigningError: it is not a list that anybody should sign.
        MassRemovalError: it removes more than a release may and does not say so.
    """
    targets = request.metadata.signed
    if not isinstance(targets, Targets):
        raise SigningError(f"this is a request for {request.role}; sign it with sidestep keys sign")
    _refuse_odd(targets)
    _refuse_lifetime(targets.expires, TARGETS, at=at)
    before = 0 if published is None else published.targets.version
    if targets.version <= before:
        raise SigningError(f"it is version {targets.version}, and {before} is published already")
    try:
        targets.targets[LIST_NAME].verify_length_and_hashes(request.content)
    except LengthOrHashMismatchError as error:
        raise SigningError(
            "the list that came along is not the one that would be signed"
        ) from error
    development = is_development(root)
    old = EMPTY if published is None else read_list(published.list_bytes, development=development)
    changes = changes_between(old, read_list(request.content, development=development))
    _refuse_unsaid(changes, targets, published)
    return changes


def review_root(request: Request, previous: Root | None, *, at: datetime) -> Root:
    """Return the root that ``request`` would put after ``previous``, if it may follow it.

    Raises:
        SigningError: it is not a root, or not the next one, or one that is good for too long.
    """
    root = request.metadata.signed
    if not isinstance(root, Root):
        raise SigningError(
            f"this is a request for {request.role}; sign it with sidestep release sign"
        )
    expected = 1 if previous is None else previous.version + 1
    if root.version != expected:
        raise SigningError(f"it is root {root.version}, and the next one is {expected}")
    _refuse_lifetime(root.expires, ROOT, at=at)
    if not root.consistent_snapshot:
        raise SigningError("it has no consistent snapshots, so that clients would see half a list")
    known = set() if previous is None else set(previous.unrecognized_fields)
    if set(root.unrecognized_fields) - known:
        raise SigningError("it has fields that nobody knows")
    for role in ONLINE:
        if root.roles[role].threshold != 1:
            raise SigningError(f"{role} needs more than the one signature that the service gives")
    return root


def as_unsigned(root: Root) -> bytes:
    """Return a root for a trust folder, before others have signed it."""
    return Metadata(root).to_bytes()


def _refuse_odd(targets: Targets) -> None:
    if set(targets.targets) != {LIST_NAME}:
        raise SigningError(f"it names other files than {LIST_NAME}")
    info = targets.targets[LIST_NAME]
    if targets.delegations is not None or targets.unrecognized_fields:
        raise SigningError("it delegates, or has fields that nobody knows")
    custom = info.custom
    is_known = custom is None or (isinstance(custom, dict) and set(custom) <= {MASS_REMOVAL_FIELD})
    if not is_known or set(info.unrecognized_fields) - {"custom"} or set(info.hashes) != {"sha256"}:
        raise SigningError("the list has fields that nobody knows")


def _refuse_lifetime(expires: datetime, role: str, *, at: datetime) -> None:
    if not at < expires <= at + LIFETIME[role] + _CLOCKS_DIFFER:
        raise SigningError(
            f"it would expire on {expires:%Y-%m-%d};"
            f" {role} lasts {LIFETIME[role].days} days from now"
        )


def _refuse_unsaid(
    changes: Changes, targets: Targets, published: VerifiedRepository | None
) -> None:
    said = mass_removal_of(targets)
    before = None if published is None else mass_removal_of(published.targets)
    if changes.is_mass_removal and said != targets.version:
        raise MassRemovalError(
            f"{changes.removals} of {changes.before} lines would be gone or cover less,"
            " and the release does not say that this is meant"
        )
    if not changes.is_mass_removal and said != before:
        raise SigningError("it is marked as a mass removal, and is none")
