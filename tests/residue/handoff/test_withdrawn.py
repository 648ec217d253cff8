"""Private windows that are taken away, and an extension that is updated, while somebody reads: the
page opens all the same, nothing that was typed is lost, and the options say what is missing.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.support.browser import Browser
from tests.browser.support.desk import Desk
from tests.browser.support.waiting import until
from tests.residue.handoff.forbidden import forbidden_private_windows, may_forbid
from tests.residue.handoff.pages import HUB_PAGE, PAGE
from tests.residue.handoff.run import Handing
from tests.residue.handoff.start import wait_allowed
from tests.residue.handoff.ways import WAYS
from tests.residue.visit import listed_tabs
from tests.residue.words import HOST, TYPED

pytestmark = pytest.mark.long
LINK = WAYS[0]
FORM = f"https://{HOST}/form"
IN_MEMORY = """
const done = arguments[0], page = window.wrappedJSObject ?? window;
page.caches.open("checks").then(
  () => page.caches.delete("checks").then(() => done(false)),
  (error) => done(error.name === "SecurityError"),
);
"""
"""Whether the page's storage is kept in memory: then, and only then, it gets no cache."""


def test_access_that_is_withdrawn_while_somebody_writes_costs_nothing(
    browser: Browser, extension: Path
) -> None:
    browser.start(extension, observer=False)
    handing = Handing(browser, extension)
    browser.open(HUB_PAGE)
    assert not is_hardened(browser), "an innocent page has everything"
    writing = write_privately(handing)

    browser.deny_private(extension)
    browser.driver.switch_to.window(handing.source)
    handing.desk = Desk(browser, extension)
    assert "not allowed in private windows" in handing.desk.reads()
    handing.open_here(HUB_PAGE, "#link", LINK.path)
    assert is_hardened(browser), "it opens hardened"
    assert browser.sites.asked(HOST).count(LINK.path) == 1
    assert written_in(browser, writing) == TYPED


def test_an_update_in_the_middle_of_a_visit_costs_nothing(
    browser: Browser, extension: Path
) -> None:
    browser.start(extension, observer=False)
    handing = Handing(browser, extension)
    writing = write_privately(handing)

    browser.let_reload(extension)
    browser.reload_extension(extension)
    browser.driver.switch_to.window(handing.source)
    handing.desk = Desk(browser, extension)
    assert "This works now" in handing.desk.reads()
    assert written_in(browser, writing) == TYPED
    handing.open_by(LINK)
    assert handing.asked(LINK) == 1
    browser.driver.switch_to.window(writing)
    browser.press()
    browser.driver.switch_to.window(handing.source)
    until(lambda: not handing.private_tabs(), "one can leave from the page of before")


def test_where_a_policy_forbids_private_windows_the_page_opens_hardened(
    browser: Browser, extension: Path
) -> None:
    if not may_forbid(browser):
        pytest.skip("Chromium reads policies from /etc alone, which can't be changed for it alone")
    browser.start(extension, observer=False)
    Handing(browser, extension)
    wait_allowed(browser, extension)
    browser.quit()
    with forbidden_private_windows(browser):
        browser.restart()
    browser.driver.switch_to.window(browser.driver.window_handles[0])
    desk = Desk(browser, extension)
    browser.driver.switch_to.new_window("tab")
    browser.open(HUB_PAGE)
    browser.sites.forget()
    browser.click("#link")
    browser.wait_url(PAGE)
    assert is_hardened(browser), "it opens hardened"
    assert browser.sites.asked(HOST).count(LINK.path) == 1
    text = desk.reads()
    assert "does not let Sidestep open a private window" in text or "not allowed in private" in text


def write_privately(handing: Handing) -> str:
    """Write something into a form in the private window; gives the tab's handle."""
    browser = handing.browser
    handing.open_by(LINK)
    (private,) = listed_tabs(browser)
    browser.driver.switch_to.window(private)
    browser.open(FORM)
    browser.find("#story").send_keys(TYPED)
    return private


def written_in(browser: Browser, handle: str) -> str:
    browser.driver.switch_to.window(handle)
    assert browser.driver.current_url == FORM
    return str(browser.script("return document.querySelector('#story').value"))


def is_hardened(browser: Browser) -> bool:
    return bool(browser.driver.execute_async_script(IN_MEMORY))
