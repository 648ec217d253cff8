"""Browsers, as the tests in ``tests/browser`` are given them, with the rich site."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import browser, browser_name, display, make_browser
from tests.browser.support.sites import Sites
from tests.residue.measure import listing_companion, served

__all__ = ["browser", "browser_name", "display", "make_browser"]


@pytest.fixture(scope="session")
def sites() -> Iterator[Sites]:
    """The rich site and what leads there."""
    with served() as sites:
        yield sites


@pytest.fixture(scope="session")
def extensions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    """Both browsers' extensions, which list the rich site."""
    with listing_companion() as companion:
        yield companion.build(tmp_path_factory.mktemp("packages"))


@pytest.fixture
def extension(extensions: dict[str, Path], browser_name: str) -> Path:
    """The extension for the browser of this test."""
    return extensions[browser_name]
