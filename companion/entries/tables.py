"""How entries lie in the database. Removed entries stay, so that the list's past can be told."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from companion.db import Base


class PathRow(Base):
    __tablename__ = "entry_path"

    entry_id: Mapped[int] = mapped_column(
        ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True
    )
    prefix: Mapped[str] = mapped_column(String(500), primary_key=True)


class ReviewRow(Base):
    __tablename__ = "entry_review"

    entry_id: Mapped[int] = mapped_column(
        ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True
    )
    person: Mapped[str] = mapped_column(String(60), primary_key=True)
    at: Mapped[datetime]


class EntryRow(Base):
    __tablename__ = "entry"
    __table_args__ = (
        CheckConstraint("state IN ('unverified', 'verified', 'removed')", name="entry_state"),
        Index(
            "entry_host_once",
            "host",
            unique=True,
            sqlite_where=text("state != 'removed'"),
            postgresql_where=text("state != 'removed'"),
        ),
        Index("entry_facts", "country", "language", "category", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    host: Mapped[str] = mapped_column(String(253))
    subdomains: Mapped[bool]
    name: Mapped[str] = mapped_column(String(200))
    category: Mapped[str] = mapped_column(String(40))
    country: Mapped[str] = mapped_column(String(2))
    language: Mapped[str] = mapped_column(String(3))
    evidence: Mapped[str] = mapped_column(String(2000))
    state: Mapped[str] = mapped_column(String(20))
    added_by: Mapped[str] = mapped_column(String(60), server_default="")
    added_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    contact: Mapped[str] = mapped_column(String(200), server_default="")
    storage: Mapped[str] = mapped_column(String(10), server_default="")
    version: Mapped[int] = mapped_column(server_default="1")
    authors: Mapped[str] = mapped_column(Text, server_default="")
    standing: Mapped[str | None] = mapped_column(Text)
    removal_reason: Mapped[str | None] = mapped_column(String(500))
    removal_by: Mapped[str | None] = mapped_column(String(60))
    removal_at: Mapped[datetime | None]
    paths: Mapped[list[PathRow]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by=PathRow.prefix
    )
    reviews: Mapped[list[ReviewRow]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by=ReviewRow.person
    )


class SearchTermRow(Base):
    __tablename__ = "search_term"

    term: Mapped[str] = mapped_column(String(100), primary_key=True)
    language: Mapped[str] = mapped_column(String(3), primary_key=True)
