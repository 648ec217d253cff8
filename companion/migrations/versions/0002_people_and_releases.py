"""Who wrote, looked at and released what: people, reviews, releases and the audit trail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_VERBS = ("update", "delete")
_ON_SQLITE = """
CREATE TRIGGER audit_no_{verb} BEFORE {verb} ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail is append only'); END
"""
_ON_POSTGRESQL = """
CREATE TRIGGER audit_no_{verb} BEFORE {verb} ON audit
FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()
"""
_REFUSE_ON_POSTGRESQL = """
CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION 'the audit trail is append only'; END $$
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
    _make_append_only()
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


def _make_append_only() -> None:
    if op.get_bind().dialect.name == "sqlite":
        statements = [_ON_SQLITE.format(verb=verb) for verb in _VERBS]
    else:
        statements = [_REFUSE_ON_POSTGRESQL]
        statements += [_ON_POSTGRESQL.format(verb=verb) for verb in (*_VERBS, "truncate")]
    for statement in statements:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("release")
    op.drop_table("audit")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION audit_append_only()")
    op.drop_table("person")
    op.drop_table("entry_review")
    op.drop_column("entry", "added_by")
