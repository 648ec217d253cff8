"""Recovery codes: on paper, for the day on which the telephone is gone. Each works once."""

from __future__ import annotations

import base64
import hashlib
import secrets
from typing import Final

HOW_MANY: Final = 10
_GROUPS: Final = 4
_LETTERS: Final = 5


def new_codes() -> list[str]:
    """Return codes of 100 random bits: letters and the digits 2 to 7, in groups of five."""
    return [_grouped(secrets.token_bytes(13)) for _ in range(HOW_MANY)]


def digest_of(code: str) -> str:
    """Return what is kept of a code. With 100 random bits behind it, no slow hash is needed."""
    typed = "".join(each for each in code.upper() if each.isalnum())
    return hashlib.sha256(typed.encode("utf-8")).hexdigest()


def _grouped(data: bytes) -> str:
    text = base64.b32encode(data).decode("ascii")[: _GROUPS * _LETTERS]
    return "-".join(text[start : start + _LETTERS] for start in range(0, len(text), _LETTERS))
