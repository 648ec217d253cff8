"""Keeps findings, and when which site was looked at last."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from companion.checks.models import Finding, FindingState, Kind
from companion.checks.tables import FindingRow, SiteCheckRow
from companion.entries.models import Entry, State
from companion.entries.rows import aware, entry_of, naive
from companion.entries.tables import EntryRow
from companion.errors import FieldError

_ON_LIST = EntryRow.state != State.REMOVED


class Findings:
    """Findings of what is on the list, inside the transaction of ``session``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def open(self, limit: int = 1_000) -> list[Finding]:
        """Return what waits for somebody, the oldest first."""
        query = _findings().where(FindingRow.state == FindingState.OPEN)
        query = query.order_by(FindingRow.first_seen, EntryRow.host).limit(limit)
        return [_finding(row, host) for row, host in self._session.execute(query)]

    def of(self, host: str) -> list[Finding]:
        """Return all findings of ``host``, the newest first."""
        query = _findings().where(EntryRow.host == host).order_by(FindingRow.last_seen.desc())
        return [_finding(row, host) for row, host in self._session.execute(query)]

    def count_open(self) -> int:
        query = select(func.count()).select_from(FindingRow).join(EntryRow)
        return self._session.scalar(query.where(_ON_LIST, FindingRow.state == "open")) or 0

    def checked_since(self, at: datetime) -> int:
        """Return how many sites of the list were looked at since then."""
        query = select(func.count()).select_from(SiteCheckRow).join(EntryRow)
        return self._session.scalar(query.where(_ON_LIST, SiteCheckRow.at >= naive(at))) or 0

    def due(self, before: datetime, limit: int) -> list[Entry]:
        """Return what was last looked at before then, or never; the longest ago first."""
        query = (
            select(EntryRow)
            .outerjoin(SiteCheckRow, SiteCheckRow.entry_id == EntryRow.id)
            .where(_ON_LIST, func.coalesce(SiteCheckRow.at, naive(before)) <= naive(before))
            .order_by(SiteCheckRow.at.is_not(None), SiteCheckRow.at, EntryRow.host)
            .limit(limit)
        )
        return [entry_of(row) for row in self._session.scalars(query)]

    def keep(self, host: str, findings: Iterable[Finding], *, at: datetime) -> None:
        """Keep what a check of ``host`` found; nothing where it has left the list meanwhile."""
        entry_id = self._session.scalar(select(EntryRow.id).where(EntryRow.host == host, _ON_LIST))
        if entry_id is None:
            return
        self._session.merge(SiteCheckRow(entry_id=entry_id, at=naive(at)))
        for each in findings:
            row = self._session.get(FindingRow, each.number) if each.number else None
            if row is None:
                row = FindingRow(entry_id=entry_id, kind=each.kind, address=each.address)
                row.first_seen = naive(each.first_seen)
                self._session.add(row)
            row.detail = each.detail
            row.last_seen = naive(each.last_seen)
            row.state = each.state
        self._session.flush()

    def dismiss(self, number: int, by: str) -> Finding:
        """Put an open finding aside.

        Raises:
            FieldError: there is no such open finding.
        """
        query = _findings().where(FindingRow.id == number, FindingRow.state == FindingState.OPEN)
        found = self._session.execute(query).one_or_none()
        if found is None:
            raise FieldError("this finding is not open any more")
        row, host = found
        row.state, row.decided_by = FindingState.DISMISSED, by
        self._session.flush()
        return _finding(row, host)


def _findings() -> Select[FindingRow, str]:
    return select(FindingRow, EntryRow.host).join(EntryRow).where(_ON_LIST)


def _finding(row: FindingRow, host: str) -> Finding:
    return Finding(
        number=row.id,
        host=host,
        kind=Kind(row.kind),
        address=row.address,
        detail=row.detail,
        first_seen=aware(row.first_seen),
        last_seen=aware(row.last_seen),
        state=FindingState(row.state),
        decided_by=row.decided_by,
    )
