"""What the list is filtered and counted by, where no whole row has to be read for it."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("entry_facts", "entry", ["country", "language", "category", "state"])


def downgrade() -> None:
    op.drop_index("entry_facts", "entry")
