"""The places of docs/escape.md, one by one, on a screen and with real keys."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from tests.browser.conftest import BROWSERS
from tests.browser.support.desk import Desk
from tests.browser.support.display import Display
from tests.browser.support.place import Place
from tests.browser.support.places import PLACES
from tests.browser.support.seat import Seat
from tests.browser.support.sites import Sites
from tests.browser.support.situations import SITUATIONS

ROOT = Path(__file__).parents[2]
OTHER_WINDOWS = {
    "a kiosk": ("key", "key"),
    "one of two profiles": ("key", "key"),
    "a guest's window": ("none", "–"),
}
"""`test_other_windows.py` has these."""


def in_turn(names: Iterable[str]) -> list[ParameterSet]:
    """All of them for `make soak`, every third for `make test`."""
    return [
        pytest.param(name, marks=[] if number % 3 == 1 else [pytest.mark.long])
        for number, name in enumerate(names)
    ]


@pytest.fixture(scope="module", params=sorted(BROWSERS))
def shared(
    request: pytest.FixtureRequest,
    sites: Sites,
    extensions: dict[str, Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Seat]:
    """One browser of each kind, for all places: starting it takes longer than leaving ten times."""
    name = str(request.param)
    display = Display(tmp_path_factory.mktemp("display"))
    with (
        closing(display),
        tempfile.TemporaryDirectory(prefix=f"{name}-") as folder,
        BROWSERS[name](Place(Path(folder)), sites) as browser,
    ):
        browser.start(extensions[name], display=display)
        Desk(browser, extensions[name]).status()
        with Seat(browser, extensions[name], display) as seat:
            yield seat


@pytest.fixture
def seat(shared: Seat) -> Iterator[Seat]:
    yield shared
    shared.clear()


@pytest.mark.parametrize("name", in_turn(PLACES))
def test_one_leaves_from(name: str, seat: Seat) -> None:
    place = PLACES[name]
    seat.open(name)
    place.go(seat.browser, seat.display)
    seat.rest()
    seat.leave(place.way_in(seat.browser.name))


@pytest.mark.parametrize("name", in_turn(SITUATIONS))
def test_one_leaves_with(name: str, seat: Seat) -> None:
    SITUATIONS[name].go(seat)
    seat.leave(SITUATIONS[name].way)


def test_the_table_names_the_places_that_are_tested() -> None:
    text = (ROOT / "docs" / "escape.md").read_text()
    lines = text.partition("## Which way works where")[2].partition("\n## ")[0].splitlines()
    rows = [
        [cell.strip() for cell in line.split("|")[1:4]] for line in lines if line.startswith("| ")
    ]
    said = {name: (chromium, firefox) for name, chromium, firefox in rows[1:]}
    tested = {
        name: (place.way_in("chromium"), place.way_in("firefox"))
        for name, place in (PLACES | SITUATIONS).items()
    }
    assert said == tested | OTHER_WINDOWS
