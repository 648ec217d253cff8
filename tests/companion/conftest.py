"""Real homes in temporary directories, real SQLite files, real HTTP on loopback."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from companion.db import Place, closing_engine, migrate
from companion.entries.store import Store, open_store
from tests.companion.coalition import Coalition
from tests.companion.postgres import Cluster
from tests.companion.support import Home, Server, serving


@pytest.fixture(scope="session")
def initialised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A development home as ``sidestep init`` leaves it; to be copied, not changed."""
    home = Home(tmp_path_factory.mktemp("initialised") / "home")
    assert home.sidestep("init", "--development").code == 0
    return home.path


@pytest.fixture
def home(initialised: Path, tmp_path: Path) -> Home:
    """A development home of one's own, with an empty list published."""
    shutil.copytree(initialised, tmp_path / "home")
    return Home(tmp_path / "home")


@pytest.fixture
def server(home: Home) -> Iterator[Server]:
    with serving(home) as running:
        yield running


@pytest.fixture(scope="session")
def public(initialised: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server for those who only look; it writes a key of its own into its home."""
    home = shutil.copytree(initialised, tmp_path_factory.mktemp("public") / "home")
    with serving(Home(home)) as running:
        yield running


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A real PostgreSQL server, started for the tests."""
    cluster = Cluster()
    yield cluster
    cluster.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where an empty database of the newest schema is, of each kind that is supported."""
    if request.param == "postgresql":
        cluster: Cluster = request.getfixturevalue("postgres")
        return cluster.migrated()
    path = tmp_path / "entries.db"
    with closing_engine(path) as engine:
        migrate(engine)
    return path


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    """An empty database, of each kind that is supported."""
    store = open_store(place)
    yield store
    store.close()


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Coalition:
    """A coalition after its ceremony, nothing published; to be copied, not changed."""
    coalition = Coalition(tmp_path_factory.mktemp("founded"))
    coalition.ceremony()
    return coalition


@pytest.fixture(scope="session")
def released(founded: Coalition, tmp_path_factory: pytest.TempPathFactory) -> Coalition:
    """A coalition that has published twelve sites; to be copied, not changed."""
    coalition = founded.copy_to(tmp_path_factory.mktemp("released") / "folders")
    for number in range(1, 13):
        coalition.add_site(f"help-{number}.org.uk")
    coalition.release()
    return coalition


@pytest.fixture
def coalition(released: Coalition, tmp_path: Path) -> Coalition:
    """A coalition of one's own that has published twelve sites."""
    return released.copy_to(tmp_path / "coalition")
