"""How releases lie in the database; none is ever deleted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from companion.db import Base


class ReleaseRow(Base):
    __tablename__ = "release"
    __table_args__ = (
        CheckConstraint(
            "state IN ('proposed', 'approved', 'published', 'withdrawn')", name="release_state"
        ),
    )

    number: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String(20))
    base_version: Mapped[int]
    targets: Mapped[bytes]
    list: Mapped[bytes]
    authors: Mapped[str] = mapped_column(Text)
    emergency: Mapped[str] = mapped_column(String(300))
    audit_number: Mapped[int]
    proposed_by: Mapped[str] = mapped_column(String(60))
    proposed_at: Mapped[datetime]
    approved_by: Mapped[str] = mapped_column(String(60))
    approved_digest: Mapped[str] = mapped_column(String(64), server_default="")


class NoteRow(Base):
    __tablename__ = "release_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    release: Mapped[int] = mapped_column(ForeignKey("release.number"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    person: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime]
    text: Mapped[str] = mapped_column(Text)
