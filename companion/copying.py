"""Copies a whole database into an empty one, of whatever kind: how PostgreSQL is backed up."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, Engine, Integer, Table, func, insert, select, text

from companion.db import SCHEMA, lock_out_writers, migrate, schema_of
from companion.errors import DatabaseError
from companion.tables import METADATA

_PORTION: Final = 1_000


def copy_database(source: Engine, target: Engine) -> None:
    """Put every row of ``source`` into ``target``, all of them or none.

    What is read is one moment of ``source``, whoever writes to it meanwhile.

    Raises:
        DatabaseError: ``target`` has rows already, or ``source`` another schema.
    """
    found = schema_of(source)
    if found != SCHEMA:
        raise DatabaseError(f"the database to copy has schema {found}, not {SCHEMA}")
    migrate(target)
    with source.connect() as reading, target.begin() as writing:
        if source.dialect.name != "sqlite":
            reading.execution_options(isolation_level="REPEATABLE READ")
        lock_out_writers(writing)
        for table in METADATA.sorted_tables:
            if writing.execute(select(func.count()).select_from(table)).scalar():
                raise DatabaseError(f"there is a {table.name} already; nothing was copied")
            _copy(table, reading, writing)


def _copy(table: Table, reading: Connection, writing: Connection) -> None:
    rows = reading.execution_options(yield_per=_PORTION).execute(select(table))
    for some in rows.mappings().partitions(_PORTION):
        writing.execute(insert(table), [dict(row) for row in some])
    (key, *others) = table.primary_key.columns
    if writing.dialect.name == "postgresql" and not others and isinstance(key.type, Integer):
        _continue_numbers(table, key.name, writing)


def _continue_numbers(table: Table, key: str, writing: Connection) -> None:
    """Let PostgreSQL count on from the numbers that were copied; columns without a counter stay."""
    counter = writing.execute(
        text("SELECT pg_get_serial_sequence(:name, :key)"), {"name": f'"{table.name}"', "key": key}
    ).scalar()
    if counter is not None:
        highest = writing.execute(select(func.max(table.c[key]))).scalar()
        writing.execute(
            text("SELECT setval(:counter, :next, false)"),
            {"counter": counter, "next": (highest or 0) + 1},
        )
