"""Passphrases that people can write down and type."""

from __future__ import annotations

import secrets
from functools import cache
from importlib.resources import files
from typing import Final

WORDS: Final = 7
"""90 bits, with 7,776 words to choose from."""


def new_passphrase() -> str:
    """Return seven words of the EFF's long list, chosen by the system's random source."""
    return " ".join(secrets.choice(word_list()) for _ in range(WORDS))


def normalise_passphrase(typed: str) -> str:
    """Return what was meant: case and the number of spaces do not matter."""
    return " ".join(typed.lower().split())


@cache
def word_list() -> tuple[str, ...]:
    """The words: none is the beginning of another, none offends (docs/adr/0005)."""
    text = (files("xkcdpass") / "static/eff-long").read_text("utf-8")
    return tuple(text.split())
