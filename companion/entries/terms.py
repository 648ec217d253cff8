"""What the listing policy has to say about a search term."""

from __future__ import annotations

from typing import Final

from companion.entries.models import SearchTerm

_SHORTEST: Final = 5
_EVERYDAY_WORDS: Final = """
    help police depression support advice therapy counselling doctor health abuse violence
    hilfe polizei beratung aide soutien ayuda policía apoyo aiuto hulp
"""
_EVERYDAY: Final = frozenset(_EVERYDAY_WORDS.split())


def advise_term(term: SearchTerm) -> list[str]:
    """Return what to look at again: too wide a term is the worst kind of over-listing."""
    words = term.term.split()
    said = []
    if len(words) == 1 and (words[0] in _EVERYDAY or len(words[0]) < _SHORTEST):
        said.append("one everyday word reaches searches that have nothing to do with the list")
    if any(sign in term.term for sign in "/@") or "." in term.term.strip("."):
        said.append("it looks like an address, not like words that somebody searches for")
    if any(word.isdigit() for word in words):
        said.append("a number in it may be somebody's")
    return said
