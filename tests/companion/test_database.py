"""The schema and its migrations, on SQLite files and on a real PostgreSQL."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from companion.audit.models import Event
from companion.db import (
    MIGRATIONS,
    SCHEMA,
    closing_engine,
    connect,
    downgrade,
    migrate,
    schema_of,
)
from companion.entries.models import State
from companion.entries.store import Store, open_store
from companion.errors import DatabaseError
from companion.tables import METADATA
from tests.companion.support import NOW, Home, an_entry


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database without tables."""
    is_file = request.param == "sqlite"
    where = tmp_path / "new.db" if is_file else request.getfixturevalue("postgres").empty()
    with closing_engine(where) as engine:
        yield engine


def test_the_migrations_lead_to_the_tables_that_the_code_declares(empty: Engine) -> None:
    migrate(empty)
    with empty.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), METADATA)

    assert differences == []


def test_every_migration_can_be_undone_and_done_again(empty: Engine) -> None:
    migrate(empty)
    assert {"entry", "entry_path", "search_term"} <= set(inspect(empty).get_table_names())

    downgrade(empty, "base")
    assert inspect(empty).get_table_names() == ["alembic_version"]

    migrate(empty)
    assert schema_of(empty) == SCHEMA


def test_the_newest_schema_is_the_one_that_the_code_expects() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == SCHEMA


def test_a_database_of_an_older_schema_is_migrated_when_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    sqlite3.connect(path).close()

    store = open_store(path)

    assert store.entries() == []
    store.close()


def test_a_database_of_a_newer_companion_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    engine = connect(path)
    migrate(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    before = path.read_bytes()

    with pytest.raises(DatabaseError, match="newer companion"):
        open_store(path)

    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "sidestep.db"
    path.write_text("not a database, but long enough to look like one" * 50)

    with pytest.raises(DatabaseError, match=r"sidestep\.db is not a database"):
        open_store(path)


def test_a_database_that_is_missing_is_not_created(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="missing"):
        open_store(tmp_path / "none.db")

    assert not (tmp_path / "none.db").exists()


def test_the_database_itself_refuses_a_host_twice(store: Store) -> None:
    store.add([an_entry("help.test")])

    with pytest.raises(IntegrityError):
        store.add([an_entry("help.test")])


def test_the_database_itself_refuses_a_state_that_is_none(home: Home) -> None:
    home.add("help.test")
    with (
        contextlib.closing(sqlite3.connect(home.config.database)) as connection,
        pytest.raises(sqlite3.IntegrityError),
    ):
        connection.execute("UPDATE entry SET state = 'published'")


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    def add_and_fail() -> None:
        with store.transaction() as inside:
            inside.add([an_entry("help.test")])
            assert len(inside.entries()) == 1
            raise RuntimeError

    with pytest.raises(RuntimeError):
        add_and_fail()

    assert store.entries() == []


def test_the_database_itself_keeps_the_trail_as_it_is(store: Store) -> None:
    store.record([Event(NOW, "edi", "entry.add", "help.test")])
    for statement in ("UPDATE audit SET person = 'eve'", "DELETE FROM audit"):
        with pytest.raises(DBAPIError, match="append only"), store.session() as session:
            session.execute(text(statement))

    assert [each.event.person for each in store.trail()] == ["edi"]


def test_nobody_writes_between_what_a_transaction_reads_and_what_it_writes(home: Home) -> None:
    store = open_store(home.config.database)
    other = sqlite3.connect(home.config.database, timeout=0, isolation_level=None)
    with contextlib.closing(store), contextlib.closing(other):
        with store.transaction() as inside:
            inside.entries()
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")

        other.execute("BEGIN IMMEDIATE")


def test_an_entry_comes_back_as_it_was_kept(store: Store) -> None:
    entry = an_entry("police.test", "/a", "/b", state=State.UNVERIFIED)
    store.add([entry])

    assert store.entries() == [entry]
    assert store.entries()[0].added_at == NOW
