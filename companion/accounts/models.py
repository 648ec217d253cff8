"""Who a person is to the companion, and how the companion knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What somebody may do. ``EDITOR``: write lines. ``REVIEWER``: write, and approve what others
    wrote. ``OPERATOR``: people, keys, publishing, backups."""

    EDITOR = "editor"
    REVIEWER = "reviewer"
    OPERATOR = "operator"


@dataclass(frozen=True)
class Person:
    """Somebody by name, with at least one role."""

    name: str
    roles: frozenset[Role]


WRITERS = frozenset({Role.EDITOR, Role.REVIEWER})
REVIEWERS = frozenset({Role.REVIEWER})
OPERATORS = frozenset({Role.OPERATOR})
EVERYBODY = frozenset(Role)


@dataclass(frozen=True)
class SignedIn:
    """One browser in which somebody is signed in.

    ``id`` names it on pages and opens nothing; the cookie's token is kept only as its SHA-256.
    ``proved_at`` is when the person last showed a passkey, or password and code. ``browser`` is the
    browser in a few words. Times are aware and in UTC.
    """

    id: str
    person: str
    browser: str
    made_at: datetime
    seen_at: datetime
    proved_at: datetime


@dataclass(frozen=True)
class Passkey:
    """A public key in somebody's device. ``id`` is the credential's, base64url without padding.

    ``uses`` is the counter of WebAuthn (level 3, 6.1.1), 0 where the device keeps none.
    """

    id: str
    person: str
    public_key: bytes
    uses: int
    label: str
    added_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True)
class Account:
    """How somebody signs in without a passkey, as far as that was set up.

    ``password`` is an argon2id hash, ``totp`` the sealed secret of the code generator; both are
    empty or both are set. ``totp_step`` is the last 30-second step whose code was taken.
    ``handle`` is what passkeys call this person: random, so that no device keeps a name with it.
    """

    person: str
    handle: bytes
    password: str = ""
    totp: str = ""
    totp_step: int = 0


@dataclass(frozen=True)
class Invitation:
    """A link that works once. ``digest`` is the SHA-256 of its token."""

    digest: str
    person: str
    made_by: str
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
