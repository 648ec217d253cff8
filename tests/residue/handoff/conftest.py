"""The rich site, a hub that leads there, and extensions that list both."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.support.sites import Sites
from tests.residue.handoff.pages import SITES
from tests.residue.handoff.run import built_extensions


@pytest.fixture(scope="module")
def sites() -> Iterator[Sites]:
    with Sites.start(SITES) as sites:
        yield sites


@pytest.fixture(scope="session")
def extensions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    with built_extensions(tmp_path_factory.mktemp("packages")) as built:
        yield built
