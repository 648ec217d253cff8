"""Who wrote, looked at and released what: people, reviews, releases and the audit trail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_APPEND_ONLY = """
CREATE TRIGGER audit_no_{verb} BEFORE {verb} ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail is append only'); END
"""


def upgrade() -> None:
    op.add_column("entry", sa.Column("added_by", sa.String(60), nullable=False, server_default=""))
    op.create_table(
        "entry_review",
        sa.Column(
            "entry_id", sa.Integer, sa.ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("person", sa.String(60), primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "person",
        sa.Column("name", sa.String(60), primary_key=True),
        sa.Column("roles", sa.String(60), nullable=False),
        sa.Column("added_at", sa.DateTime, nullable=False),
        sa.Column("removed_at", sa.DateTime),
    )
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("person", sa.String(60), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(300), nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_index("ix_audit_subject", "audit", ["subject"])
    for verb in ("update", "delete"):
        op.execute(_APPEND_ONLY.format(verb=verb))
    op.create_table(
        "release",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("base_version", sa.Integer, nullable=False),
        sa.Column("targets", sa.LargeBinary, nullable=False),
        sa.Column("list", sa.LargeBinary, nullable=False),
        sa.Column("authors", sa.Text, nullable=False),
        sa.Column("emergency", sa.String(300), nullable=False),
        sa.Column("audit_number", sa.Integer, nullable=False),
        sa.Column("proposed_by", sa.String(60), nullable=False),
        sa.Column("proposed_at", sa.DateTime, nullable=False),
        sa.Column("approved_by", sa.String(60), nullable=False),
        sa.CheckConstraint(
            "state IN ('proposed', 'approved', 'published', 'withdrawn')", name="release_state"
        ),
    )


def downgrade() -> None:
    op.drop_table("release")
    op.drop_table("audit")
    op.drop_table("person")
    op.drop_table("entry_review")
    op.drop_column("entry", "added_by")
