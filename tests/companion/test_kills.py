"""Killed in the middle of writing the database: everything of it is there, or nothing."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from companion.db import SCHEMA, closing_engine, connect, downgrade, migrate, schema_of
from companion.entries.models import MAX_ENTRIES
from companion.entries.store import open_store
from tests.companion.postgres import Cluster
from tests.companion.support import Home

LINES = 1_500


def csv_of(count: int) -> str:
    rows = (f"h{number}.test,Help,other,https://h{number}.test/a" for number in range(count))
    return "\n".join(["host,name,category,evidence", *rows]) + "\n"


def kill_when(process: subprocess.Popen[str], is_writing: Callable[[], bool]) -> None:
    """Kill ``process`` at the first moment at which it is seen to write."""
    deadline = time.monotonic() + 60
    while not is_writing():
        assert process.poll() is None, "it ended before anybody saw it write"
        assert time.monotonic() < deadline
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL


def has_journal(home: Home) -> Callable[[], bool]:
    """SQLite has a journal beside its file from the first row until the commit."""
    journal = home.config.database.with_name("sidestep.db-journal")
    return journal.exists


def has_rows_on_their_way(engine: Engine) -> Callable[[], bool]:
    """PostgreSQL gives a transaction a number with its first row."""
    writing = text(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND backend_xid IS NOT NULL"
    )

    def look() -> bool:
        with engine.connect() as connection:
            return bool(connection.execute(writing).scalar())

    return look


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_an_import_that_is_killed_leaves_nothing_and_can_be_done_again(
    request: pytest.FixtureRequest, tmp_path: Path, kind: str
) -> None:
    url = "" if kind == "sqlite" else request.getfixturevalue("postgres").empty()
    home = Home(tmp_path / "home", url)
    assert home.sidestep("init", "--development").code == 0
    assert home.add("before.test").code == 0
    file = tmp_path / "sites.csv"
    file.write_text(csv_of(LINES))

    with closing_engine(home.config.place) as engine:
        is_writing = has_journal(home) if kind == "sqlite" else has_rows_on_their_way(engine)
        kill_when(home.process("entry", "import", str(file)), is_writing)

    with contextlib.closing(open_store(home.config.place)) as store:
        assert [entry.host for entry in store.entries()] == ["before.test"]
        assert len(store.trail()) == 1
    assert home.sidestep("audit", "verify").code == 0
    assert home.sidestep("entry", "import", str(file)).err == f"imported {LINES}, all unverified\n"
    assert LINES < MAX_ENTRIES


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_migration_that_is_killed_has_not_begun(
    request: pytest.FixtureRequest, tmp_path: Path, kind: str
) -> None:
    """From the first schema with enough rows that the migration takes its time."""
    cluster: Cluster | None = None if kind == "sqlite" else request.getfixturevalue("postgres")
    home = Home(tmp_path / "home", cluster.empty() if cluster else "")
    assert home.sidestep("init", "--development").code == 0
    with closing_engine(home.config.place) as engine:
        downgrade(engine, "0002")
        with engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO entry (host, subdomains, name, category, country, language,"
                    " evidence, state, added_at, added_by) VALUES (:host, true, 'Help', 'other',"
                    " '', '', 'https://x.test', 'verified', '2026-01-01 00:00:00', 'edi')"
                ),
                [{"host": f"h{number}.test"} for number in range(40_000)],
            )
    with closing_engine(home.config.place) as engine:
        is_writing = has_journal(home) if kind == "sqlite" else has_rows_on_their_way(engine)
        kill_when(home.process("entry", "list"), is_writing)

    engine = connect(home.config.place)
    assert schema_of(engine) == "0002"
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM entry")).scalar() == 40_000
    migrate(engine)
    assert schema_of(engine) == SCHEMA
    with engine.connect() as connection:
        kept = connection.execute(text("SELECT DISTINCT authors, version FROM entry")).all()
    assert [tuple(row) for row in kept] == [("edi", 1)]
    engine.dispose()
