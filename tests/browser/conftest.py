"""What the tests in real browsers are given."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.support.browser import Browser
from tests.browser.support.chromium import Chromium
from tests.browser.support.companion import Companion
from tests.browser.support.display import Display
from tests.browser.support.firefox import Firefox
from tests.browser.support.pages import COUNCIL, HELPLINE, POLICE, SEARCH_TERM
from tests.browser.support.place import Place
from tests.browser.support.sites import Sites

BROWSERS: dict[str, type[Browser]] = {"chromium": Chromium, "firefox": Firefox}


@pytest.fixture(scope="session")
def sites() -> Iterator[Sites]:
    """The test sites, for all tests; ``browser`` empties their request log."""
    with Sites.start() as sites:
        yield sites


@pytest.fixture(params=sorted(BROWSERS))
def browser_name(request: pytest.FixtureRequest) -> str:
    """Each browser in turn."""
    return str(request.param)


@pytest.fixture
def make_browser(sites: Sites) -> Iterator[Callable[[str], Browser]]:
    """Make browsers by name, each with a fresh profile and not yet started; all are ended after the
    test.

    Their folders are gone after the test too, unless ``KEEP_PROFILES`` is set. They lie in short
    paths: Chromium opens a socket in its temporary folder, and a socket's path holds 107
    characters.
    """
    made: list[Browser] = []

    def make(name: str) -> Browser:
        place = Place(Path(tempfile.mkdtemp(prefix=f"{name}-")))
        made.append(BROWSERS[name](place, sites))
        return made[-1]

    yield make
    for browser in made:
        browser.close()
        if not os.environ.get("KEEP_PROFILES"):
            shutil.rmtree(browser.place.root)


@pytest.fixture
def browser(make_browser: Callable[[str], Browser], browser_name: str, sites: Sites) -> Browser:
    """One browser of each kind in turn, with a fresh profile and not yet started."""
    sites.forget()
    return make_browser(browser_name)


@pytest.fixture
def display(tmp_path: Path) -> Iterator[Display]:
    """A screen with a window manager, for real key events."""
    display = Display(tmp_path / "display")
    yield display
    display.close()


@pytest.fixture
def make_companion(tmp_path: Path) -> Iterator[Callable[[], Companion]]:
    """Make companions with nothing on their list, for tests that change it; all are ended after the
    test.
    """
    made: list[Companion] = []

    def make() -> Companion:
        made.append(Companion(tmp_path / f"companion-{len(made)}"))
        return made[-1]

    yield make
    for companion in made:
        companion.close()


@pytest.fixture(scope="session")
def companion(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Companion]:
    """A companion that protects the helpline whole and the police force's stalking pages; do not
    change its list.
    """
    companion = Companion(tmp_path_factory.mktemp("companion"))
    companion.add(HELPLINE)
    companion.add(POLICE, "/advice/stalking", category="stalking")
    companion.add(f"support.{COUNCIL}")
    companion.run("search-term", "add", SEARCH_TERM, "--language", "en")
    companion.publish()
    companion.serve()
    yield companion
    companion.close()


@pytest.fixture(scope="session")
def extensions(companion: Companion, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The built extension of each browser, unpacked, with ``companion``'s list."""
    return companion.build(tmp_path_factory.mktemp("extensions"))


@pytest.fixture
def extension(extensions: dict[str, Path], browser_name: str) -> Path:
    """The built extension for the browser in turn."""
    return extensions[browser_name]
