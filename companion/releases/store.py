"""Keeps releases in the database, inside the transaction of a session."""

from __future__ import annotations

import json
from datetime import UTC

from sqlalchemy import select
from sqlalchemy.orm import Session

from companion.releases.models import Note, NoteKind, Release, ReleaseState
from companion.releases.tables import NoteRow, ReleaseRow


class Releases:
    """All releases of a home."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> list[Release]:
        """Return all of them, by number."""
        query = select(ReleaseRow).order_by(ReleaseRow.number)
        return [_release(row) for row in self._session.scalars(query)]

    def keep(self, release: Release) -> None:
        """Keep a release, new or changed."""
        self._session.merge(
            ReleaseRow(
                number=release.number,
                state=release.state,
                base_version=release.base_version,
                targets=release.targets,
                list=release.content,
                authors=json.dumps(sorted(release.authors)),
                emergency=release.emergency,
                audit_number=release.audit_number,
                proposed_by=release.proposed_by,
                proposed_at=release.proposed_at.astimezone(UTC).replace(tzinfo=None),
                approved_by=release.approved_by,
                approved_digest=release.approved_digest,
            )
        )
        self._session.flush()

    def notes(self, number: int) -> list[Note]:
        """Return what was written about a release, in order."""
        query = select(NoteRow).where(NoteRow.release == number).order_by(NoteRow.id)
        return [
            Note(row.release, NoteKind(row.kind), row.person, row.at.replace(tzinfo=UTC), row.text)
            for row in self._session.scalars(query)
        ]

    def add_note(self, note: Note) -> None:
        self._session.add(
            NoteRow(
                release=note.release,
                kind=note.kind,
                person=note.person,
                at=note.at.astimezone(UTC).replace(tzinfo=None),
                text=note.text,
            )
        )
        self._session.flush()


def _release(row: ReleaseRow) -> Release:
    return Release(
        number=row.number,
        state=ReleaseState(row.state),
        base_version=row.base_version,
        targets=row.targets,
        content=row.list,
        authors=frozenset(json.loads(row.authors)),
        emergency=row.emergency,
        audit_number=row.audit_number,
        proposed_by=row.proposed_by,
        proposed_at=row.proposed_at.replace(tzinfo=UTC),
        approved_by=row.approved_by,
        approved_digest=row.approved_digest,
    )
