"""Every way to a listed page leads to a private window, and the normal profile names it nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.support.browser import Browser
from tests.browser.support.desk import Desk
from tests.browser.support.sites import Sites
from tests.browser.support.waiting import until
from tests.residue.handoff_pages import FORCE_PAGE, HUB_PAGE, PAGE, SITES
from tests.residue.handoff_run import Handing, built_extensions, files_naming
from tests.residue.handoff_ways import IN_PAGE, WAYS
from tests.residue.words import HOST

LINK = WAYS[0]


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
    handing.take(WAYS)
    handing.leave()
    browser.quit()
    assert files_naming(browser) == {}


@pytest.mark.long_in("firefox")
def test_where_private_windows_are_not_allowed_or_not_wanted_the_page_opens_as_ever(
    make_browser: Callable[[str], Browser], browser_name: str, extensions: dict[str, Path]
) -> None:
    extension = extensions[browser_name]
    browser = make_browser(browser_name).start(extension, observer=False)
    desk = Desk(browser, extension)
    assert "not allowed in private windows" in desk.reads()
    browser.driver.switch_to.new_window("tab")
    browser.open(HUB_PAGE)
    browser.click("#link")
    browser.wait_url(PAGE)
    reading = browser.driver.current_window_handle

    handing = Handing(browser, extension)
    browser.driver.switch_to.window(reading)
    assert browser.driver.current_url == PAGE, "who reads there goes on reading"
    assert not handing.private_tabs()
    assert "This works now" in handing.desk.reads()
    handing.open_by(LINK)
    handing.open_by(IN_PAGE)
    browser.driver.switch_to.window(handing.source)
    browser.wait_url(FORCE_PAGE)

    handing.open_here(f"{HUB_PAGE}write", "#send", "/posted")
    assert browser.sites.asked(HOST).count("/posted") == 1, "what was typed is not lost"

    handing.desk.choose("handoff", "never")
    handing.open_here(HUB_PAGE, "#link", LINK.path)

    handing.desk.choose("handoff", "always")
    handing.at_desk("normal.add", site=HOST)
    handing.open_here(HUB_PAGE, "#link", LINK.path)
    handing.at_desk("normal.remove", site=HOST)
    handing.open_by(LINK)


def test_who_wants_to_be_asked_is_asked_before_anything_is_requested(
    make_browser: Callable[[str], Browser], browser_name: str, extensions: dict[str, Path]
) -> None:
    browser = make_browser(browser_name).start(extensions[browser_name], observer=False)
    handing = Handing(browser, extensions[browser_name])
    handing.desk.choose("handoff", "ask")
    handing.ask_by("#link")
    assert handing.answer("here") == PAGE
    handing.ask_by("#link")
    before = len(handing.private_tabs())
    handing.answer("private")
    until(lambda: len(handing.private_tabs()) > before, "it opens privately")
