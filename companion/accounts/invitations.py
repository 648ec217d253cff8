"""Invitations: a link that lets one person in once, to set up how they sign in from then on."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Final

from companion.accounts.models import Invitation
from companion.accounts.sessions import digest_of
from companion.errors import InvitationError

GOOD_FOR: Final = timedelta(days=3)
_TOKEN_BYTES: Final = 32


def invite(person: str, *, by: str, at: datetime) -> tuple[str, Invitation]:
    """Return the token for the link, which is shown once, and what is kept."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    return token, Invitation(digest_of(token), person, by, at, at + GOOD_FOR)


def require_open(invitation: Invitation | None, *, at: datetime) -> Invitation:
    """Return ``invitation`` if its link still works.

    Raises:
        InvitationError: there is none, or it was used, replaced, or is too old.
    """
    if invitation is None or invitation.used_at is not None or at >= invitation.expires_at:
        raise InvitationError(
            "this link does not work: it was used, replaced by a newer one, or is too old;"
            " ask an operator for a new one"
        )
    return invitation


def link_to(console: str, token: str) -> str:
    """Return the address to hand over."""
    return f"{console}/invitation/{token}"
