"""Site frameworks, chat widgets and storage libraries run on storage that is kept in memory."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.browser.support.browser import Browser
from tests.browser.support.companion import ROOT
from tests.browser.support.desk import Desk
from tests.browser.support.frameworks import FRAMEWORKS, SITE_FRAMEWORKS
from tests.browser.support.pages import HELPLINE, INNOCENT
from tests.browser.support.waiting import until

RESULT = "return document.documentElement.dataset.result;"
REFUSES_CACHES = """
const done = arguments[0];
caches.open("x").then(() => done(false), (error) => done(error.name === "SecurityError"));
"""


def results(browser: Browser, host: str) -> dict[str, str]:
    """What the page of each package wrote down on ``host``."""
    found = {}
    browser.driver.switch_to.new_window("tab")
    for each in FRAMEWORKS:
        browser.open(f"https://{host}/framework/{each.package}")
        try:
            found[each.package] = str(until(lambda: browser.script(RESULT), "it is written down"))
        except TimeoutError:
            found[each.package] = "nothing"
    return found


@pytest.mark.long_in("firefox")
def test_each_does_on_a_listed_page_what_it_does_on_any_other(
    browser: Browser, extension: Path
) -> None:
    browser.start(extension, observer=False)
    expected = {each.package: each.result for each in FRAMEWORKS}
    assert results(browser, INNOCENT) == expected, "on an ordinary page"
    assert browser.driver.execute_async_script(REFUSES_CACHES) is False

    desk = Desk(browser, extension)
    browser.open_tab(f"https://{HELPLINE}/reading")
    until(desk.touched, "the visit has begun")
    assert results(browser, HELPLINE) == expected, "on a listed one"
    assert browser.driver.execute_async_script(REFUSES_CACHES), "its storage is kept in memory"


def test_there_are_ten_and_the_page_on_storage_names_them() -> None:
    assert len(SITE_FRAMEWORKS) == 10
    pins = json.loads((ROOT / "package.json").read_text())["devDependencies"]
    rows = [f"| {each.package} | {pins[each.package]} | {each.kind} |" for each in FRAMEWORKS]
    text = (ROOT / "docs/storage.md").read_text(encoding="utf-8")
    assert [row for row in rows if row not in text] == []
