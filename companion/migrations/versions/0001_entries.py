"""Entries with their path prefixes, and search terms."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "entry",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("host", sa.String(253), nullable=False),
        sa.Column("subdomains", sa.Boolean, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("category", sa.String(40), nullable=False),
        sa.Column("country", sa.String(2), nullable=False),
        sa.Column("language", sa.String(3), nullable=False),
        sa.Column("evidence", sa.String(2000), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("added_at", sa.DateTime, nullable=False),
        sa.Column("removed_at", sa.DateTime),
        sa.CheckConstraint("state IN ('unverified', 'verified', 'removed')", name="entry_state"),
    )
    op.create_index(
        "entry_host_once",
        "entry",
        ["host"],
        unique=True,
        sqlite_where=sa.text("state != 'removed'"),
        postgresql_where=sa.text("state != 'removed'"),
    )
    op.create_table(
        "entry_path",
        sa.Column(
            "entry_id", sa.Integer, sa.ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("prefix", sa.String(500), primary_key=True),
    )
    op.create_table(
        "search_term",
        sa.Column("term", sa.String(100), primary_key=True),
        sa.Column("language", sa.String(3), primary_key=True),
    )


def downgrade() -> None:
    op.drop_table("search_term")
    op.drop_table("entry_path")
    op.drop_index("entry_host_once", "entry")
    op.drop_table("entry")
