"""Every way to a listed page leads to a private window, and the normal profile names it nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.support.browser import Browser
from tests.browser.support.sites import Sites
from tests.residue.handoff_pages import SITES
from tests.residue.handoff_run import Handing, built_extensions
from tests.residue.handoff_ways import WAYS
from tests.residue.search import search

pytest_plugins = ("tests.browser.conftest",)


@pytest.fixture(scope="module")
def sites() -> Iterator[Sites]:
    with Sites.start(SITES) as sites:
        yield sites


@pytest.fixture(scope="module")
def extensions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    with built_extensions(tmp_path_factory.mktemp("packages")) as built:
        yield built


def test_every_way_in_leads_to_the_private_window_and_no_file_names_the_page(
    make_browser: Callable[[str], Browser], browser_name: str, extensions: dict[str, Path]
) -> None:
    browser = make_browser(browser_name).start(extensions[browser_name], observer=False)
    handing = Handing(browser, extensions[browser_name])
    for way in WAYS:
        if way.only in ("", browser_name):
            handing.open_by(way)
            assert handing.asked(way) == 1, way.name
            browser.driver.switch_to.window(handing.source)
            assert browser.driver.current_url == way.start, way.name
    private = handing.private_tabs()
    assert len({tab["windowId"] for tab in private}) == 1, "one private window is reused"
    handing.leave()
    browser.quit()
    assert files_naming(browser) == {}


def files_naming(browser: Browser) -> dict[str, list[str]]:
    """File → kinds of words. The package apart: it holds the list, with everybody."""
    hits = search(browser.place.data)
    package = "profile/extensions/"
    return {hit.path: sorted(hit.kinds) for hit in hits if not hit.path.startswith(package)}
