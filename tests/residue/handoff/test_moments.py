"""When somebody looks: after a quit, after the next start, after a sudden end and the next start.

And that the search is not blind: the same visit with nothing installed is found in many stores.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.browser.support.browser import Browser
from tests.residue.handoff.run import Handing, files_naming
from tests.residue.handoff.visit import stores_naming, visit_privately, visit_unprotected
from tests.residue.scenario import COMMIT_SECONDS

pytestmark = pytest.mark.long
SEES_AT_LEAST = {"chromium": 20, "firefox": 15}


def test_with_nothing_installed_the_same_visit_is_in_many_stores(browser: Browser) -> None:
    browser.start(observer=False)
    visit_unprotected(browser)
    browser.quit()
    stores = stores_naming(browser)
    print(f"{browser.name}: {len(stores)} stores, {sorted(stores)}")
    assert len(stores) >= SEES_AT_LEAST[browser.name]


def test_after_a_quit_and_after_the_next_start_no_file_names_the_visit(
    browser: Browser, extension: Path
) -> None:
    browser.start(extension, observer=False)
    handing = Handing(browser, extension)
    visit_privately(handing)
    handing.leave()
    browser.quit()
    assert files_naming(browser) == {}
    start_and_quit(browser, extension)
    assert files_naming(browser) == {}


def test_after_a_sudden_end_in_the_visit_and_the_next_start_no_file_names_it(
    browser: Browser, extension: Path
) -> None:
    browser.start(extension, observer=False)
    visit_privately(Handing(browser, extension))
    time.sleep(COMMIT_SECONDS)  # what the browser writes late is written
    browser.kill()
    print(f"{browser.name}, at once after SIGKILL: {files_naming(browser)}")
    start_and_quit(browser, extension)
    assert files_naming(browser) == {}


def start_and_quit(browser: Browser, extension: Path) -> None:
    browser.restart()
    Handing(browser, extension, allowed=True).desk.wait_swept()
    browser.quit()
