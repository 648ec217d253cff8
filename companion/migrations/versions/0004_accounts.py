"""How people sign in to the console, and what they say about releases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        _person(primary_key=True),
        sa.Column("handle", sa.LargeBinary, nullable=False),
        sa.Column("password", sa.String(200), nullable=False),
        sa.Column("totp", sa.String(300), nullable=False),
        sa.Column("totp_step", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "passkey",
        sa.Column("id", sa.String(1400), primary_key=True),
        _person(),
        sa.Column("public_key", sa.LargeBinary, nullable=False),
        sa.Column("uses", sa.BigInteger, nullable=False),
        sa.Column("label", sa.String(60), nullable=False),
        sa.Column("added_at", sa.DateTime, nullable=False),
        sa.Column("used_at", sa.DateTime),
    )
    op.create_table(
        "recovery_code", sa.Column("digest", sa.String(64), primary_key=True), _person()
    )
    op.create_table(
        "invitation",
        sa.Column("digest", sa.String(64), primary_key=True),
        _person(),
        sa.Column("made_by", sa.String(60), nullable=False),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.Column("expires_at", sa.DateTime, nullable=False),
        sa.Column("used_at", sa.DateTime),
    )
    op.create_table(
        "signed_in",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        _person(),
        sa.Column("browser", sa.String(60), nullable=False),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.Column("seen_at", sa.DateTime, nullable=False),
        sa.Column("proved_at", sa.DateTime, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
    )
    for table in ("passkey", "recovery_code", "invitation", "signed_in"):
        op.create_index(f"ix_{table}_person", table, ["person"])
    op.create_table(
        "release_note",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("release", sa.Integer, sa.ForeignKey("release.number"), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("person", sa.String(60), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_index("ix_release_note_release", "release_note", ["release"])
    op.add_column(
        "release",
        sa.Column("approved_digest", sa.String(64), nullable=False, server_default=""),
    )


def downgrade() -> None:
    op.drop_column("release", "approved_digest")
    for table in (
        "release_note",
        "signed_in",
        "invitation",
        "recovery_code",
        "passkey",
        "account",
    ):
        op.drop_table(table)


def _person(*, primary_key: bool = False) -> sa.Column[str]:
    return sa.Column(
        "person",
        sa.String(60),
        sa.ForeignKey("person.name"),
        primary_key=primary_key,
        nullable=False,
    )
