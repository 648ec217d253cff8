"""Runs the migrations on the connection that ``companion.db`` hands over."""

from __future__ import annotations

from alembic import context

from companion.db import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite changes a table by copying it
    transactional_ddl=True,  # it can, and companion.db begins before the first statement
)
with context.begin_transaction():
    context.run_migrations()
