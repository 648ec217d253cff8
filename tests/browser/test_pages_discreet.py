"""The extension's own pages leave nothing for whoever looks next."""

from __future__ import annotations

from pathlib import Path

import build_ext
from tests.browser.support.browser import Browser
from tests.browser.support.companion import FOLDERS, Companion
from tests.browser.support.history_db import cells_naming, history_urls
from tests.browser.support.pages import INNOCENT
from tests.browser.support.pages_open import PAGES, open_page
from tests.browser.support.waiting import until

OTHER_NAME = "Quick Weather"
OWN_WORDS = (
    "extension://",
    "pages/welcome",
    "pages/options",
    "pages/help",
    "pages/popup",
    "pages/seen",
)


def test_own_pages_leave_no_row_in_the_history(browser: Browser, extension: Path) -> None:
    browser.start(extension)
    browser.open(f"https://{INNOCENT}/")
    own = browser.open_tab(f"https://{INNOCENT}/")
    for page in PAGES:
        open_page(browser, extension, page)
    assert browser.driver.current_window_handle == own
    until(lambda: browser.observer.history("innocent.test"), "the browser has kept its history")
    browser.quit()
    assert cells_naming(browser.place.profile, browser.name, OWN_WORDS) == []
    assert any(INNOCENT in url for url in history_urls(browser.place.profile, browser.name))


def test_a_package_built_with_another_name_bears_it_wherever_the_browser_shows_a_name(
    browser: Browser, companion: Companion, tmp_path: Path
) -> None:
    where = ["--home", str(companion.home), "--out", str(tmp_path)]
    assert build_ext.main(["all", *where, "--name", OTHER_NAME]) == 0
    renamed = tmp_path / FOLDERS[browser.name]
    browser.start(renamed)
    with browser.extension_page(renamed, "pages/options/options.html") as page:
        manifest = page.call("runtime.getManifest")
        assert page.call("action.getTitle", {}) == OTHER_NAME
    assert manifest["name"] == OTHER_NAME
    assert manifest["action"]["default_title"] == OTHER_NAME


def test_closed_own_pages_are_not_among_the_closed_tabs(browser: Browser, extension: Path) -> None:
    browser.start(extension)
    browser.open_tab(f"https://{INNOCENT}/")
    browser.close_tab()
    for page in PAGES:
        browser.driver.switch_to.new_window("tab")
        open_page(browser, extension, page)
        browser.close_tab()
    innocent = [f"https://{INNOCENT}/"]
    until(lambda: browser.observer.recently_closed() == innocent, "only the other tab is there")
