"""Finds entries by words, where they are all at hand; pages ask the database (``listing``)."""

from __future__ import annotations

from collections.abc import Iterable

from companion.entries.models import Entry, State


def matching_text(entries: Iterable[Entry], text: str) -> list[Entry]:
    """Return the entries in whose fields every word of ``text`` occurs; a state is a whole word."""
    words = text.casefold().split()
    return [entry for entry in entries if all(_occurs(word, entry) for word in words)]


def _occurs(word: str, entry: Entry) -> bool:
    if word in list(State):
        return word == entry.state
    texts = (entry.host, entry.name, entry.category, entry.country, entry.language, *entry.paths)
    return any(word in text.casefold() for text in texts)
