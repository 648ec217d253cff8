"""How releases lie in the database; none is ever deleted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, String, Text
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
