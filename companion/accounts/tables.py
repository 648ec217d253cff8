"""How people lie in the database. Removed people stay: their names must not be used again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from companion.db import Base


class PersonRow(Base):
    __tablename__ = "person"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    roles: Mapped[str] = mapped_column(String(60))
    added_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
