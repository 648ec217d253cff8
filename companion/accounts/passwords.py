"""Passwords: argon2id, with the parameters that RFC 9106 recommends second (64 MiB, 3 passes)."""

from __future__ import annotations

from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from companion.errors import FieldError

SHORTEST: Final = 12
LONGEST: Final = 200
_HASHER: Final = PasswordHasher()
"""Its defaults are RFC 9106's second recommendation; kept hashes name their own."""


def hash_password(password: str, *, person: str) -> str:
    """Return what is kept of ``password``.

    Raises:
        FieldError: it is too short or too long, or made of the person's name.
    """
    if len(password) < SHORTEST:
        raise FieldError(f"a password needs {SHORTEST} characters or more; a few words are good")
    if len(password) > LONGEST:
        raise FieldError(f"a password has {LONGEST} characters at most")
    if len(set(password)) < 5 or password.casefold().replace(person, "") == "":
        raise FieldError("this password is easily guessed; a few words that do not belong together")
    return _HASHER.hash(password)


def is_password(password: str, kept: str) -> bool:
    """Say whether ``password`` is the one whose hash is ``kept``.

    Where nothing is kept it takes as long: the time does not say who has an account.
    """
    try:
        _HASHER.verify(kept or _nobodys(), password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return bool(kept)


@cache
def _nobodys() -> str:
    return _HASHER.hash("nobody's password, which opens nothing")
