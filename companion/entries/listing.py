"""Finds entries page by page: filtered, sorted and cut by the database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from companion.checks.tables import FindingRow
from companion.entries.folding import folded
from companion.entries.models import Entry, State
from companion.entries.rows import entry_of
from companion.entries.tables import EntryRow, PathRow

PAGE_SIZE: Final = 100

SORTS: Final = ("host", "name", "category", "country", "language", "state", "added")
"""What a list may be sorted by; a minus in front turns it around."""

WAITING: Final = ("removal", "finding", "change")
"""What may wait for somebody: a proposed removal, a finding of a check, a change to be reviewed."""


@dataclass(frozen=True)
class Filter:
    """What is looked for; what is empty says nothing. ``text`` is words that all have to occur."""

    text: str = ""
    country: str = ""
    language: str = ""
    category: str = ""
    state: str = ""
    waiting: str = ""


@dataclass(frozen=True)
class Page:
    """One page of the entries that were found. ``number`` and ``pages`` count from 1."""

    entries: list[Entry]
    number: int
    pages: int
    found: int
    total: int
    verified: int


@dataclass(frozen=True)
class Facets:
    """What there is to choose from."""

    countries: list[str]
    languages: list[str]


class Listing:
    """Reads, inside the transaction of ``session``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def page(self, wanted: Filter, sort: str = "host", number: int = 1) -> Page | None:
        """Return a page of what is on the list; None if there is no such page."""
        # found and counted in one pass: words are looked for slowly; whole rows for one page only
        query = _sorted(select(EntryRow.id).where(*_conditions(wanted)), sort)
        ids = self._session.scalars(query).all()
        pages = max(1, ceil(len(ids) / PAGE_SIZE))
        if not 1 <= number <= pages:
            return None
        cut = ids[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
        rows = self._session.scalars(select(EntryRow).where(EntryRow.id.in_(cut)))
        by_id = {row.id: row for row in rows}
        entries = [entry_of(by_id[each]) for each in cut]
        counted = select(EntryRow.state, func.count()).group_by(EntryRow.state)
        by_state: dict[str, int] = dict(self._session.execute(counted).all())
        verified = by_state.get(State.VERIFIED, 0)
        total = verified + by_state.get(State.UNVERIFIED, 0)
        return Page(entries, number, pages, len(ids), total, verified)

    def count(self, wanted: Filter) -> int:
        """Return how many entries of the list are looked for."""
        query = select(func.count()).select_from(EntryRow).where(*_conditions(wanted))
        return self._session.scalar(query) or 0

    def facets(self) -> Facets:
        pairs = select(EntryRow.country, EntryRow.language).where(_ON_LIST).distinct()
        countries, languages = set(), set()
        for country, language in self._session.execute(pairs):
            countries.add(country)
            languages.add(language)
        return Facets(sorted(countries - {""}), sorted(languages - {""}))

    def around(self, host: str) -> list[Entry]:
        """Return the entries of ``host``, of every name above it and of every name below it."""
        labels = host.split(".")
        above = [".".join(labels[at:]) for at in range(len(labels))]
        below = EntryRow.host.endswith(f".{host}", autoescape=True)
        query = select(EntryRow).where(_ON_LIST, or_(EntryRow.host.in_(above), below))
        return [entry_of(row) for row in self._session.scalars(query.order_by(EntryRow.host))]

    def hosts(self) -> list[str]:
        """Return every host of the list."""
        return list(self._session.scalars(select(EntryRow.host).where(_ON_LIST)))


_ON_LIST: Final = EntryRow.state != State.REMOVED


def _conditions(wanted: Filter) -> Iterable[ColumnElement[bool]]:
    yield _ON_LIST
    for name in ("country", "language", "category", "state"):
        value = getattr(wanted, name)
        if value:
            yield getattr(EntryRow, name) == value
    for word in wanted.text.split():
        yield _occurs(word)
    if wanted.waiting == "removal":
        yield EntryRow.removal_at.is_not(None)
    elif wanted.waiting == "change":
        yield EntryRow.standing.is_not(None)
    elif wanted.waiting == "finding":
        yield EntryRow.id.in_(select(FindingRow.entry_id).where(FindingRow.state == "open"))


def _occurs(word: str) -> ColumnElement[bool]:
    """A state is a whole word: who looks for verified does not mean unverified."""
    if word.casefold() in list(State):
        return EntryRow.state == word.casefold()
    text = EntryRow.host
    for column in (EntryRow.name, EntryRow.category, EntryRow.country, EntryRow.language):
        text = text + " " + column  # type: ignore[assignment]
    in_path = folded(PathRow.prefix).contains(word.casefold(), autoescape=True)
    return or_(
        folded(text).contains(word.casefold(), autoescape=True),
        EntryRow.id.in_(select(PathRow.entry_id).where(in_path)),
    )


def _sorted(query: Select[Any], sort: str) -> Select[Any]:
    name = sort.removeprefix("-")
    if name not in SORTS:
        name = "host"
    columns: dict[str, ColumnElement[Any]] = {
        "name": folded(EntryRow.name),
        "added": EntryRow.added_at.expression,
    }
    column = columns.get(name, getattr(EntryRow, name, EntryRow.host))
    return query.order_by(column.desc() if sort.startswith("-") else column, EntryRow.host)
