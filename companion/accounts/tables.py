"""How people lie in the database. Removed people stay: their names must not be used again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from companion.db import Base


class PersonRow(Base):
    __tablename__ = "person"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    roles: Mapped[str] = mapped_column(String(60))
    added_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class AccountRow(Base):
    __tablename__ = "account"

    person: Mapped[str] = mapped_column(ForeignKey("person.name"), primary_key=True)
    handle: Mapped[bytes]
    password: Mapped[str] = mapped_column(String(200))
    totp: Mapped[str] = mapped_column(String(300))
    totp_step: Mapped[int] = mapped_column(BigInteger)


class PasskeyRow(Base):
    __tablename__ = "passkey"

    id: Mapped[str] = mapped_column(String(1400), primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("person.name"), index=True)
    public_key: Mapped[bytes]
    uses: Mapped[int] = mapped_column(BigInteger)
    label: Mapped[str] = mapped_column(String(60))
    added_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class RecoveryCodeRow(Base):
    __tablename__ = "recovery_code"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("person.name"), index=True)


class InvitationRow(Base):
    __tablename__ = "invitation"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("person.name"), index=True)
    made_by: Mapped[str] = mapped_column(String(60))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SignedInRow(Base):
    __tablename__ = "signed_in"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), unique=True)
    person: Mapped[str] = mapped_column(ForeignKey("person.name"), index=True)
    browser: Mapped[str] = mapped_column(String(60))
    made_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    proved_at: Mapped[datetime]
    data: Mapped[str] = mapped_column(Text)
