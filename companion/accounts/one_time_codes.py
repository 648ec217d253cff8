"""Codes of a generator app (TOTP, RFC 6238): six digits, new every 30 seconds."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

import pyotp

from companion.accounts.models import Account
from companion.errors import SignInError

STEP_S: Final = 30
_STEPS_AWAY: Final = 1
"""Clocks of telephones are seldom further off (RFC 6238, 5.2 and 6)."""


def new_secret() -> str:
    """Return 160 random bits in base32, as generators take them."""
    return pyotp.random_base32()


def address_for(secret: str, person: str, issuer: str) -> str:
    """Return the ``otpauth:`` address that a generator reads from a picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=person, issuer_name=issuer)


def take(account: Account, secret: str, code: str, *, at: datetime) -> Account:
    """Return ``account`` after ``code`` was taken: neither it nor an older one works again.

    Raises:
        SignInError: it is not the code of this moment, or was taken before (RFC 6238, 5.2).
    """
    typed = "".join(code.split())
    generator = pyotp.TOTP(secret)
    now = int(at.timestamp()) // STEP_S
    for step in range(now - _STEPS_AWAY, now + _STEPS_AWAY + 1):
        if step > account.totp_step and generator.verify(typed, for_time=step * STEP_S):
            return replace(account, totp_step=step)
    raise SignInError("the code is wrong, too old, or was used before")
