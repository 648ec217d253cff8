"""What the service needs from whoever keeps the entries."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from companion.audit.models import Event
from companion.entries.models import LISTED, Entry, SearchTerm, State


class EntryStore(Protocol):
    """Keeps entries and search terms. It decides nothing: the service does."""

    def transaction(self) -> AbstractContextManager[EntryStore]:
        """Yield a store whose reads and writes are one: all or none, nobody writes between."""

    def entries(self, states: Iterable[State] = LISTED) -> list[Entry]:
        """Return the entries in these states, by host."""

    def add(self, entries: Iterable[Entry]) -> None:
        """Keep new entries, whose hosts are not on the list."""

    def find(self, host: str) -> Entry | None:
        """Return the entry of ``host``, if it is on the list."""

    def count(self) -> tuple[int, int]:
        """Return how many entries and how many path prefixes are on the list."""

    def change(self, entry: Entry) -> None:
        """Keep what ``entry``, whose host is on the list, says now; approvals go if it has none."""

    def mark_removed(self, host: str, *, at: datetime) -> None:
        """Put the entry of ``host``, which is on the list, in the state ``removed``."""

    def add_reviews(self, hosts: Iterable[str], person: str, *, at: datetime) -> None:
        """Keep that ``person`` approves the entries of ``hosts``, which are on the list."""

    def mark_verified(self, hosts: Iterable[str]) -> None:
        """Put the entries of ``hosts``, which are on the list, in the state ``verified``."""

    def record(self, events: Iterable[Event]) -> None:
        """Append to the audit trail."""

    def search_terms(self) -> list[SearchTerm]:
        """Return all search terms, by language and term."""

    def add_search_term(self, term: SearchTerm) -> None:
        """Keep a new term."""

    def remove_search_term(self, term: SearchTerm) -> None:
        """Forget a term that is there."""
