"""What a release is on its way to the clients."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ReleaseState(StrEnum):
    """``PROPOSED`` and ``APPROVED`` releases are open; there is one open release at a time."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({ReleaseState.PROPOSED, ReleaseState.APPROVED})


@dataclass(frozen=True)
class Published:
    """The list that clients have now. ``version`` is 0 and ``content`` empty before the first.

    ``mass_removal`` is the version that was signed as a mass removal last. ``expires`` is aware.
    """

    version: int
    content: bytes
    mass_removal: int | None
    expires: datetime | None


@dataclass(frozen=True)
class Wish:
    """What the proposer says about a release beyond its content.

    ``emergency`` is the reason for doing without an approval. ``renew`` allows a release that
    changes nothing. ``mass_removal`` says that so many removals are meant.
    """

    emergency: str = ""
    renew: bool = False
    mass_removal: bool = False


@dataclass(frozen=True)
class Release:
    """A list that was frozen when it was proposed, and what has happened to it since.

    ``targets`` is targets metadata with the signatures that it has so far, ``content`` the list
    that it names; ``base_version`` the published version that it was compared with. ``authors``
    wrote a line of the difference, or proposed it. ``audit_number`` is where the audit trail stood.
    ``approved_digest`` is the SHA-256 of what was approved.
    """

    number: int
    state: ReleaseState
    base_version: int
    targets: bytes
    content: bytes
    authors: frozenset[str]
    emergency: str
    audit_number: int
    proposed_by: str
    proposed_at: datetime
    approved_by: str = ""
    approved_digest: str = ""

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class NoteKind(StrEnum):
    """``COMMENT``: what somebody says. ``SENT_BACK``: why a reviewer closed a release."""

    COMMENT = "comment"
    SENT_BACK = "sent-back"


@dataclass(frozen=True)
class Note:
    """What somebody wrote about a release. ``at`` is aware."""

    release: int
    kind: NoteKind
    person: str
    at: datetime
    text: str
