"""Keeps entries and search terms in the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from companion.db import open_database
from companion.entries.models import LISTED, Entry, SearchTerm, State
from companion.entries.tables import EntryRow, PathRow, SearchTermRow


class Store:
    """An ``EntryStore`` on one database. Outside :meth:`transaction` each call is one."""

    def __init__(self, engine: Engine, session: Session | None = None) -> None:
        self._engine = engine
        self._current = session

    @contextmanager
    def transaction(self) -> Iterator[Store]:
        with Session(self._engine) as session, session.begin():
            # the driver begins with the first write: too late to check first and then write
            session.connection().exec_driver_sql("BEGIN IMMEDIATE")
            yield Store(self._engine, session)

    def close(self) -> None:
        self._engine.dispose()

    def entries(self, states: Iterable[State] = LISTED) -> list[Entry]:
        query = select(EntryRow).where(EntryRow.state.in_(list(states))).order_by(EntryRow.host)
        with self._session() as session:
            return [_entry(row) for row in session.scalars(query)]

    def add(self, entries: Iterable[Entry]) -> None:
        with self._session() as session:
            session.add_all(_row(entry) for entry in entries)
            session.flush()

    def mark_removed(self, host: str, *, at: datetime) -> None:
        query = select(EntryRow).where(EntryRow.host == host, EntryRow.state != State.REMOVED)
        with self._session() as session:
            row = session.scalars(query).one()
            row.state = State.REMOVED
            row.removed_at = _naive(at)
            session.flush()

    def search_terms(self) -> list[SearchTerm]:
        query = select(SearchTermRow).order_by(SearchTermRow.language, SearchTermRow.term)
        with self._session() as session:
            return [SearchTerm(row.term, row.language) for row in session.scalars(query)]

    def add_search_term(self, term: SearchTerm) -> None:
        with self._session() as session:
            session.add(SearchTermRow(term=term.term, language=term.language))
            session.flush()

    def remove_search_term(self, term: SearchTerm) -> None:
        with self._session() as session:
            session.delete(session.get_one(SearchTermRow, (term.term, term.language)))
            session.flush()

    def is_reachable(self) -> bool:
        """Ask the database something small."""
        with self._session() as session:
            return session.scalar(select(func.count()).select_from(EntryRow)) is not None

    @contextmanager
    def _session(self) -> Iterator[Session]:
        if self._current is not None:
            yield self._current
            return
        with Session(self._engine) as session, session.begin():
            yield session


def open_store(database: Path) -> Store:
    """Open the database of a home.

    Raises:
        DatabaseError: it is missing or cannot be used.
    """
    return Store(open_database(database))


def verified_hosts(database: Path) -> frozenset[str]:
    """Return the hosts whose entry is verified; without a database there are none."""
    if not database.is_file():
        return frozenset()
    store = open_store(database)
    try:
        return frozenset(entry.host for entry in store.entries([State.VERIFIED]))
    finally:
        store.close()


def _entry(row: EntryRow) -> Entry:
    return Entry(
        host=row.host,
        paths=tuple(path.prefix for path in row.paths),
        subdomains=row.subdomains,
        name=row.name,
        category=row.category,
        country=row.country,
        language=row.language,
        evidence=row.evidence,
        state=State(row.state),
        added_at=row.added_at.replace(tzinfo=UTC),
    )


def _row(entry: Entry) -> EntryRow:
    return EntryRow(
        host=entry.host,
        paths=[PathRow(prefix=prefix) for prefix in entry.paths],
        subdomains=entry.subdomains,
        name=entry.name,
        category=entry.category,
        country=entry.country,
        language=entry.language,
        evidence=entry.evidence,
        state=entry.state,
        added_at=_naive(entry.added_at),
    )


def _naive(at: datetime) -> datetime:
    """SQLite keeps no time zone; what is kept is UTC."""
    return at.astimezone(UTC).replace(tzinfo=None)
