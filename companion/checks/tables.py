"""How findings lie in the database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from companion.db import Base


class SiteCheckRow(Base):
    __tablename__ = "site_check"

    entry_id: Mapped[int] = mapped_column(
        ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True
    )
    at: Mapped[datetime]


class FindingRow(Base):
    __tablename__ = "finding"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'gone', 'dismissed')", name="finding_state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    address: Mapped[str] = mapped_column(String(2000))
    detail: Mapped[str] = mapped_column(String(500))
    first_seen: Mapped[datetime]
    last_seen: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(20))
    decided_by: Mapped[str] = mapped_column(String(60), server_default="")
