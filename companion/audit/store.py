"""Keeps the trail in the database, whose triggers refuse to change or delete what is there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import String, Text, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from companion.audit.models import Event, Record, next_record
from companion.db import Base


class AuditRow(Base):
    __tablename__ = "audit"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    person: Mapped[str] = mapped_column(String(60))
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(300), index=True)
    detail: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(String(64))


class AuditTrail:
    """The trail, inside the transaction of ``session``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def append(self, events: Iterable[Event]) -> None:
        """Add ``events`` at the end. Nobody else may write between: the caller's transaction."""
        last = self.last()
        rows = []
        for event in events:
            last = next_record(event, last)
            rows.append(
                {
                    "number": last.number,
                    "at": event.at.astimezone(UTC).replace(tzinfo=None),
                    "person": event.person,
                    "action": event.action,
                    "subject": event.subject,
                    "detail": event.detail,
                    "hash": last.hash,
                }
            )
        if rows:
            self._session.execute(insert(AuditRow), rows)

    def last(self) -> Record | None:
        row = self._session.scalars(
            select(AuditRow).order_by(AuditRow.number.desc()).limit(1)
        ).first()
        return None if row is None else _record(row)

    def of(self, subject: str) -> list[Record]:
        """Return what was done to ``subject``, the newest first."""
        query = select(AuditRow).where(AuditRow.subject == subject)
        return [
            _record(row) for row in self._session.scalars(query.order_by(AuditRow.number.desc()))
        ]

    def records(self, *, after: int = 0) -> list[Record]:
        """Return the records with a higher number than ``after``, in order."""
        query = select(AuditRow).where(AuditRow.number > after).order_by(AuditRow.number)
        return [_record(row) for row in self._session.scalars(query)]


def _record(row: AuditRow) -> Record:
    event = Event(row.at.replace(tzinfo=UTC), row.person, row.action, row.subject, row.detail)
    return Record(row.number, event, row.hash)
