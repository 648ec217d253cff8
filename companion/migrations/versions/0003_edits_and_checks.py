"""Edits with a version, proposed removals, storage and contact; what the checks of sites found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _columns() -> list[sa.Column[object]]:
    """Made anew each time: a column belongs to one table."""
    return [
        sa.Column("contact", sa.String(200), nullable=False, server_default=""),
        sa.Column("storage", sa.String(10), nullable=False, server_default=""),
        sa.Column("version", sa.Integer, nullable=False, server_default="1"),
        sa.Column("authors", sa.Text, nullable=False, server_default=""),
        sa.Column("standing", sa.Text),
        sa.Column("removal_reason", sa.String(500)),
        sa.Column("removal_by", sa.String(60)),
        sa.Column("removal_at", sa.DateTime),
    ]


def upgrade() -> None:
    for column in _columns():
        op.add_column("entry", column)
    op.execute("UPDATE entry SET authors = added_by")
    op.create_table(
        "site_check",
        sa.Column(
            "entry_id", sa.Integer, sa.ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "finding",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "entry_id",
            sa.Integer,
            sa.ForeignKey("entry.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("address", sa.String(2000), nullable=False),
        sa.Column("detail", sa.String(500), nullable=False),
        sa.Column("first_seen", sa.DateTime, nullable=False),
        sa.Column("last_seen", sa.DateTime, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("decided_by", sa.String(60), nullable=False, server_default=""),
        sa.CheckConstraint("state IN ('open', 'gone', 'dismissed')", name="finding_state"),
    )


def downgrade() -> None:
    op.drop_table("finding")
    op.drop_table("site_check")
    for column in reversed(_columns()):
        op.drop_column("entry", column.name)
