"""Real homes in temporary directories, real SQLite files, real HTTP on loopback."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from companion.db import connect, migrate
from companion.entries.store import Store
from tests.companion.coalition import Coalition
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
def public(initialised: Path) -> Iterator[Server]:
    """A server for those who only look."""
    with serving(Home(initialised)) as running:
        yield running


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty database in a file."""
    engine = connect(tmp_path / "entries.db")
    migrate(engine)
    store = Store(engine)
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
