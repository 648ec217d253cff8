"""The database: one SQLite file, or PostgreSQL where several instances share one.

The migrations beside this module keep its schema.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DatabaseError as SqlError
from sqlalchemy.orm import DeclarativeBase

from companion.errors import DatabaseError

if TYPE_CHECKING:
    from alembic.config import Config as AlembicConfig

MIGRATIONS: Final = Path(__file__).parent / "migrations"
SCHEMA: Final = "0005"
"""The newest migration. A database that says otherwise is migrated before it is used."""

BUSY_TIMEOUT_S: Final = 10

CASEFOLD: Final = "casefold"
"""A function that every SQLite connection is taught: SQLite alone folds ASCII only."""

WRITERS_LOCK: Final = 0x51DE57E9
"""PostgreSQL knows this lock by number only; whoever writes holds it until the transaction ends."""

Place: TypeAlias = Path | str
"""A SQLite file, or the address of a PostgreSQL database."""


class Base(DeclarativeBase):
    """Declares every table."""


def connect(where: Place) -> Engine:
    """Return an engine on the database at ``where``; a SQLite file appears with the first write."""
    if isinstance(where, Path):
        engine = create_engine(
            URL.create("sqlite", database=str(where)), connect_args={"timeout": BUSY_TIMEOUT_S}
        )
        event.listen(engine, "connect", _prepare_sqlite)
        return engine
    url = make_url(where).set(drivername="postgresql+psycopg")
    return create_engine(url, pool_pre_ping=True)


@contextmanager
def closing_engine(where: Place) -> Iterator[Engine]:
    """Yield an engine on ``where`` and close it."""
    engine = connect(where)
    try:
        yield engine
    finally:
        engine.dispose()


def open_database(where: Place) -> Engine:
    """Return an engine on an existing database, migrated to the newest schema.

    Raises:
        DatabaseError: there is none, it is not a database, or a newer companion has written it.
    """
    if isinstance(where, Path) and not where.is_file():
        raise DatabaseError(f"{where} is missing")
    name = name_of(where)
    engine = connect(where)
    try:
        found = schema_of(engine)
        if found != SCHEMA:
            if found is not None and found > SCHEMA:
                raise DatabaseError(f"{name} belongs to a newer companion (schema {found})")
            if found is None and not isinstance(where, Path):
                raise DatabaseError(f"{name} is empty; run sidestep init")
            migrate(engine)
    except SqlError as error:
        engine.dispose()
        raise DatabaseError(f"{name} is not a database of the companion: {error.orig}") from error
    except BaseException:
        engine.dispose()
        raise
    return engine


def name_of(where: Place) -> str:
    """Return how to name the database to a person: never with its password."""
    return str(where) if isinstance(where, Path) else make_url(where).render_as_string()


def lock_out_writers(connection: Connection) -> None:
    """Let nobody else write until the transaction of ``connection`` ends; reading goes on.

    What is read after this is what everybody before has written, so that a check and the write that
    follows from it belong together, and the audit trail has one next number.
    """
    if connection.dialect.name == "sqlite":
        # the driver alone begins with the first row: too late to check first and then write
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS_LOCK})")


def schema_of(engine: Engine) -> str | None:
    """Return the newest migration that the database has seen; None for an empty one."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the schema up to ``revision``, in one transaction."""
    from alembic import command  # a quarter of a command's start, and hardly ever needed

    with engine.begin() as connection:
        lock_out_writers(connection)
        command.upgrade(_alembic(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the schema back to ``revision``; ``base`` is the empty database."""
    from alembic import command

    with engine.begin() as connection:
        lock_out_writers(connection)
        command.downgrade(_alembic(connection), revision)


def _alembic(connection: Any) -> AlembicConfig:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.create_function(CASEFOLD, 1, _casefold, deterministic=True)


def _casefold(text: str | None) -> str | None:
    return None if text is None else text.casefold()
