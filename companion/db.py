"""The database: one SQLite file, its schema kept by the migrations beside this module."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError as SqlError
from sqlalchemy.orm import DeclarativeBase

from companion.errors import DatabaseError

if TYPE_CHECKING:
    from alembic.config import Config as AlembicConfig

MIGRATIONS: Final = Path(__file__).parent / "migrations"
SCHEMA: Final = "0004"
"""The newest migration. A database that says otherwise is migrated before it is used."""

BUSY_TIMEOUT_S: Final = 10


class Base(DeclarativeBase):
    """Declares every table."""


def connect(path: Path) -> Engine:
    """Return an engine on the SQLite file ``path``; the file appears with the first write."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)), connect_args={"timeout": BUSY_TIMEOUT_S}
    )
    event.listen(engine, "connect", _enforce_foreign_keys)
    return engine


def open_database(path: Path) -> Engine:
    """Return an engine on an existing database, migrated to the newest schema.

    Raises:
        DatabaseError: there is none, it is not a database, or a newer companion has written it.
    """
    if not path.is_file():
        raise DatabaseError(f"{path} is missing")
    engine = connect(path)
    try:
        found = schema_of(engine)
        if found != SCHEMA:
            if found is not None and found > SCHEMA:
                raise DatabaseError(f"{path} belongs to a newer companion (schema {found})")
            migrate(engine)
    except SqlError as error:
        engine.dispose()
        raise DatabaseError(f"{path} is not a database of the companion: {error.orig}") from error
    except BaseException:
        engine.dispose()
        raise
    return engine


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
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # the driver alone begins with the first row
        command.upgrade(_alembic(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the schema back to ``revision``; ``base`` is the empty database."""
    from alembic import command

    with engine.begin() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        command.downgrade(_alembic(connection), revision)


def _alembic(connection: Any) -> AlembicConfig:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _enforce_foreign_keys(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
