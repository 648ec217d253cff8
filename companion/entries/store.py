"""Keeps entries and search terms in the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, Select, func, insert, select, update
from sqlalchemy.orm import Session

from companion.accounts.models import Person, Role
from companion.accounts.store import Accounts
from companion.accounts.tables import PersonRow
from companion.audit.models import Event, Record
from companion.audit.store import AuditTrail
from companion.db import Place, lock_out_writers, open_database
from companion.entries.models import LISTED, Entry, SearchTerm, State
from companion.entries.rows import entry_of, naive, row_of, write
from companion.entries.tables import EntryRow, PathRow, ReviewRow, SearchTermRow
from companion.releases.models import Note, Release
from companion.releases.store import Releases

_PORTION: Final = 500


class Store:
    """An ``EntryStore`` on one database. Outside :meth:`transaction` each call is one."""

    def __init__(self, engine: Engine, session: Session | None = None) -> None:
        self._engine = engine
        self._current = session

    @contextmanager
    def transaction(self) -> Iterator[Store]:
        with Session(self._engine) as session, session.begin():
            lock_out_writers(session.connection())
            yield Store(self._engine, session)

    def close(self) -> None:
        self._engine.dispose()

    def entries(self, states: Iterable[State] = LISTED) -> list[Entry]:
        query = select(EntryRow).where(EntryRow.state.in_(list(states))).order_by(EntryRow.host)
        with self.session() as session:
            return [entry_of(row) for row in session.scalars(query)]

    def add(self, entries: Iterable[Entry]) -> None:
        with self.session() as session:
            session.add_all(row_of(entry) for entry in entries)
            session.flush()

    def find(self, host: str) -> Entry | None:
        with self.session() as session:
            row = session.scalars(_listed(host)).one_or_none()
            return None if row is None else entry_of(row)

    def count(self) -> tuple[int, int]:
        listed = EntryRow.state != State.REMOVED
        paths = select(func.count()).select_from(PathRow).join(EntryRow).where(listed)
        with self.session() as session:
            entries = session.scalar(select(func.count()).select_from(EntryRow).where(listed))
            return entries or 0, session.scalar(paths) or 0

    def change(self, entry: Entry) -> None:
        with self.session() as session:
            row = session.scalars(_listed(entry.host)).one()
            write(row, entry)
            if not entry.reviewers:
                row.reviews = []
            session.flush()

    def mark_removed(self, host: str, *, at: datetime) -> None:
        with self.session() as session:
            row = session.scalars(_listed(host)).one()
            row.state = State.REMOVED
            row.removed_at = naive(at)
            session.flush()

    def add_reviews(self, hosts: Iterable[str], person: str, *, at: datetime) -> None:
        with self.session() as session:
            for some in _portions(hosts):
                listed = select(EntryRow.id).where(
                    EntryRow.host.in_(some), EntryRow.state != State.REMOVED
                )
                rows = [
                    {"entry_id": entry_id, "person": person, "at": naive(at)}
                    for entry_id in session.scalars(listed)
                ]
                session.execute(insert(ReviewRow), rows)
            session.expire_all()

    def mark_verified(self, hosts: Iterable[str]) -> None:
        with self.session() as session:
            for some in _portions(hosts):
                session.execute(
                    update(EntryRow)
                    .where(EntryRow.host.in_(some), EntryRow.state != State.REMOVED)
                    .values(state=State.VERIFIED, standing=None)
                    .execution_options(synchronize_session=False)
                )
            session.expire_all()

    def people(self) -> list[Person]:
        query = select(PersonRow).where(PersonRow.removed_at.is_(None)).order_by(PersonRow.name)
        with self.session() as session:
            return [
                Person(row.name, frozenset(Role(role) for role in row.roles.split(",")))
                for row in session.scalars(query)
            ]

    def was_person(self, name: str) -> bool:
        with self.session() as session:
            return session.get(PersonRow, name) is not None

    def add_person(self, person: Person, *, at: datetime) -> None:
        roles = ",".join(sorted(person.roles))
        with self.session() as session:
            session.add(PersonRow(name=person.name, roles=roles, added_at=naive(at)))
            session.flush()

    def remove_person(self, name: str, *, at: datetime) -> None:
        with self.session() as session:
            session.get_one(PersonRow, name).removed_at = naive(at)
            session.flush()

    def end_sessions(self, name: str) -> None:
        """Sign somebody out everywhere."""
        with self.accounts() as accounts:
            accounts.sign_out(name)

    def set_roles(self, person: Person) -> None:
        """Keep the roles of somebody who is known."""
        with self.session() as session:
            session.get_one(PersonRow, person.name).roles = ",".join(sorted(person.roles))
            session.flush()

    @contextmanager
    def accounts(self) -> Iterator[Accounts]:
        """Yield how people sign in, in this transaction or in one of its own."""
        with self.session() as session:
            yield Accounts(session)

    def record(self, events: Iterable[Event]) -> None:
        with self.session() as session:
            AuditTrail(session).append(events)

    def trail(self, *, after: int = 0) -> list[Record]:
        """Return the audit records with a higher number than ``after``, in order."""
        with self.session() as session:
            return AuditTrail(session).records(after=after)

    def releases(self) -> list[Release]:
        """Return all releases, by number."""
        with self.session() as session:
            return Releases(session).all()

    def keep_release(self, release: Release) -> None:
        """Keep a release, new or changed."""
        with self.session() as session:
            Releases(session).keep(release)

    def notes(self, release: int) -> list[Note]:
        """Return what was written about a release, in order."""
        with self.session() as session:
            return Releases(session).notes(release)

    def add_note(self, note: Note) -> None:
        """Keep what somebody wrote about a release."""
        with self.session() as session:
            Releases(session).add_note(note)

    def search_terms(self) -> list[SearchTerm]:
        query = select(SearchTermRow).order_by(SearchTermRow.language, SearchTermRow.term)
        with self.session() as session:
            return [SearchTerm(row.term, row.language) for row in session.scalars(query)]

    def add_search_term(self, term: SearchTerm) -> None:
        with self.session() as session:
            session.add(SearchTermRow(term=term.term, language=term.language))
            session.flush()

    def remove_search_term(self, term: SearchTerm) -> None:
        with self.session() as session:
            session.delete(session.get_one(SearchTermRow, (term.term, term.language)))
            session.flush()

    def is_reachable(self) -> bool:
        """Ask the database something small."""
        with self.session() as session:
            return session.scalar(select(func.count()).select_from(EntryRow)) is not None

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Yield the session of the transaction; outside of one, a session that is one by itself."""
        if self._current is not None:
            yield self._current
            return
        with Session(self._engine) as session, session.begin():
            yield session


def open_store(database: Place) -> Store:
    """Open the database of a home.

    Raises:
        DatabaseError: it is missing or cannot be used.
    """
    return Store(open_database(database))


def verified_hosts(database: Place) -> frozenset[str]:
    """Return the hosts that a release may hold; without a database there are none."""
    if isinstance(database, Path) and not database.is_file():
        return frozenset()
    store = open_store(database)
    try:
        return frozenset(entry.host for entry in store.entries() if entry.published)
    finally:
        store.close()


def _listed(host: str) -> Select[EntryRow]:
    return select(EntryRow).where(EntryRow.host == host, EntryRow.state != State.REMOVED)


def _portions(hosts: Iterable[str]) -> Iterator[list[str]]:
    """Yield the hosts in portions that a statement can name."""
    left = iter(hosts)
    while some := list(islice(left, _PORTION)):
        yield some
