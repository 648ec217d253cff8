"""A companion whose database is PostgreSQL: set up, backed up, and moved to and from SQLite."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.config import DATABASE_VARIABLE, Config
from companion.errors import HomeError
from tests.companion.postgres import Cluster
from tests.companion.support import Home


@pytest.fixture
def on_postgres(postgres: Cluster, tmp_path: Path) -> Home:
    home = Home(tmp_path / "first", postgres.empty())
    assert home.sidestep("init", "--development").code == 0
    assert home.add("help.test", "--contact=+44 20 7946 0000").code == 0
    assert home.add("police.test", "--path=/stalking").code == 0
    assert home.sidestep("search-term", "add", "refuge", "--language=en").code == 0
    assert home.sidestep("publish").code == 0
    return home


def published(home: Home) -> dict[str, bytes]:
    root = home.config.repository
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*.json")}


@pytest.mark.parametrize("onto", ["sqlite", "postgresql"])
def test_a_backup_restores_the_published_bytes_onto_either_database(
    on_postgres: Home, postgres: Cluster, tmp_path: Path, onto: str
) -> None:
    assert not on_postgres.config.database.exists()
    assert on_postgres.sidestep("backup", str(tmp_path / "b")).code == 0

    new = Home(tmp_path / "new", postgres.empty() if onto == "postgresql" else "")
    restored = new.sidestep("restore", str(tmp_path / "b"))

    assert restored.code == 0, restored.err
    assert published(new) == published(on_postgres)
    assert new.sidestep("entry", "list").out == on_postgres.sidestep("entry", "list").out
    trail = new.sidestep("audit", "verify").out
    assert trail == on_postgres.sidestep("audit", "verify").out
    assert new.config.database.exists() is (onto == "sqlite")
    assert new.add("later.test").code == 0, "numbers go on where they stood"
    assert new.sidestep("publish").out == "version 3\n"


def test_a_sqlite_home_moves_to_postgresql_by_backup_and_restore(
    home: Home, postgres: Cluster, tmp_path: Path
) -> None:
    home.add("help.test")
    home.sidestep("backup", str(tmp_path / "b"))
    moved = Home(tmp_path / "moved", postgres.empty())

    assert moved.sidestep("restore", str(tmp_path / "b")).code == 0

    assert moved.sidestep("entry", "list").out == home.sidestep("entry", "list").out


def test_nothing_is_restored_over_a_database_that_is_in_use(
    on_postgres: Home, tmp_path: Path
) -> None:
    on_postgres.sidestep("backup", str(tmp_path / "b"))
    again = Home(tmp_path / "again", on_postgres.config.database_url)

    refusal = again.sidestep("restore", str(tmp_path / "b"))

    assert (refusal.code, "nothing was changed" in refusal.err) == (2, True)
    assert not again.path.exists()
    assert on_postgres.sidestep("entry", "list").out.count("\n") == 2


def test_a_database_that_is_not_there_is_named_without_its_password(tmp_path: Path) -> None:
    home = Home(tmp_path / "home", "postgresql://sidestep:secret@127.0.0.1:1/list")

    refusal = home.sidestep("init", "--development")

    assert (refusal.code, "secret" in refusal.err) == (1, False)
    assert "secret" not in repr(home.config)


def test_another_kind_of_database_is_refused() -> None:
    with pytest.raises(HomeError, match="postgresql://"):
        Config.from_environment({DATABASE_VARIABLE: "mysql://localhost/list"})
