"""One browser with private access that opens listed pages, and what is seen of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.browser.support.browser import Browser, Tab
from tests.browser.support.chromium import Chromium
from tests.browser.support.companion import Companion
from tests.browser.support.desk import Desk
from tests.browser.support.firefox import Firefox
from tests.browser.support.waiting import until
from tests.residue.handoff.pages import FORCE, HUB_PAGE, LISTED_PATH
from tests.residue.handoff.ways import Way
from tests.residue.measure import listing_companion
from tests.residue.search import search
from tests.residue.words import DECOY, HOST

PACKAGES = ("profile/extensions/", "profile/Default/Extensions/")
QUESTION = "pages/open/open.html"
READS_TABS = """
const { PrivateBrowsingUtils } = ChromeUtils.importESModule("resource://gre/modules/PrivateBrowsingUtils.sys.mjs");
const windows = [...Services.wm.getEnumerator("navigator:browser")];
const normal = windows.filter((window) => !PrivateBrowsingUtils.isWindowPrivate(window));
return normal.flatMap(({ gBrowser, gURLBar }) => [
  gURLBar.value,
  ...gBrowser.tabs.flatMap((tab) => [tab.label, tab.linkedBrowser.userTypedValue ?? ""]),
]);
"""


@contextmanager
def built_extensions(folder: Path) -> Iterator[dict[str, Path]]:
    """Extensions of both browsers that list the rich site whole and some pages of another."""
    with listing_companion() as companion:
        add_path(companion)
        yield companion.build(folder)


def add_path(companion: Companion) -> None:
    companion.add(FORCE, LISTED_PATH, category="stalking")
    companion.publish()


def files_naming(browser: Browser) -> dict[str, list[str]]:
    """File → kinds of words. The package apart: it holds the list, with everybody."""
    hits = search(browser.place.data)
    return {hit.path: sorted(hit.kinds) for hit in hits if not hit.path.startswith(PACKAGES)}


def words_in_tabs(browser: Browser) -> list[str]:
    """What stands in the tabs of normal windows and in the bar above the one in front, whatever is
    behind it. Chromium's own window can't be asked.
    """
    if not isinstance(browser, Firefox):
        return []
    return [str(words) for words in browser.privileged(READS_TABS)]


class Handing:
    """``browser`` runs with ``extension``, which is allowed in private windows (now, unless it was
    ``allowed`` before).
    """

    def __init__(self, browser: Browser, extension: Path, *, allowed: bool = False) -> None:
        self.browser = browser
        if not allowed:
            browser.allow_private(extension)
        # the tab that is driven may be the one that is just being moved
        self.desk = until(lambda: self._open_desk(extension), "the options are open")
        until(lambda: self.desk.status()["privateAccess"], "private access is there")
        browser.driver.switch_to.new_window("tab")
        self.source = browser.driver.current_window_handle

    def _open_desk(self, extension: Path) -> Desk:
        driver = self.browser.driver
        driver.switch_to.window(driver.window_handles[0])
        return Desk(self.browser, extension)

    def take(self, ways: Iterable[Way]) -> None:
        """Take one way after the other: the page is asked for once each time, from the one private
        window, and the tab in which it was meant to open shows what it showed.
        """
        for way in ways:
            if way.only in ("", self.browser.name):
                self.open_by(way)
                assert self.asked(way) == 1, way.name
                self.browser.driver.switch_to.window(self.source)
                assert self.browser.driver.current_url == way.start, way.name
                shown = [words for words in words_in_tabs(self.browser) if HOST in words]
                assert shown == [], way.name
        windows = {tab["windowId"] for tab in self.private_tabs()}
        assert len(windows) == 1, "one private window is reused"

    def open_by(self, way: Way) -> None:
        """Take ``way``, and wait until the page is open in a private window."""
        browser = self.browser
        before = len(self.private_tabs())
        browser.sites.forget()
        self._at_source(way.start)
        way.act(browser)
        what = f"{way.name}: a private tab shows the page"
        until(lambda: len(self.private_tabs()) > before and self._shows(way), what)
        if way.undo:
            way.undo(browser)

    def _at_source(self, url: str) -> None:
        """Open ``url`` where the links are clicked; what follows a listed page there gets a tab of
        its own in Firefox.
        """
        self.browser.driver.switch_to.window(self.source)
        self.browser.open(url)
        self.source = self.browser.driver.current_window_handle

    def _shows(self, way: Way) -> bool:
        tabs = self.private_tabs()
        return any(way.path in tab["url"] and tab["status"] == "complete" for tab in tabs)

    def asked(self, way: Way) -> int:
        """How often the server was asked for the page."""
        return self.browser.sites.asked(way.host).count(way.path)

    def tabs(self) -> list[dict[str, Any]]:
        with self.desk.here() as page:
            return list(page.call("tabs.query", {}))

    def private_tabs(self) -> list[dict[str, Any]]:
        return [tab for tab in self.tabs() if tab["incognito"]]

    def open_here(self, start: str, selector: str, path: str) -> None:
        """Open the listed page by a click, and wait until the same, normal tab shows it."""
        browser = self.browser
        self._at_source(start)
        before = len(self.private_tabs())
        browser.sites.forget()
        browser.click(selector)
        browser.wait_url(f"https://{HOST}{path}")
        assert len(self.private_tabs()) == before, "nothing opened privately"

    def ask_by(self, selector: str) -> None:
        """Click a link to the listed page, and wait for the question."""
        browser = self.browser
        self._at_source(HUB_PAGE)
        browser.sites.forget()
        browser.click(selector)
        (question,) = until(self._questions, "the question is there")
        self.question = question.handle
        assert not browser.sites.asked(HOST), "nothing is asked before the answer"

    def answer(self, answer: str) -> str:
        """Answer; gives the address that the tab with the link shows once the question is gone."""
        browser = self.browser
        self._click_answer(f"[data-answer={answer}]")
        until(lambda: not self._questions(), "the question is gone")
        browser.driver.switch_to.window(self.source)
        if answer == "here":
            until(lambda: HOST in browser.driver.current_url, "the page is open here")
        return str(browser.driver.current_url)

    def _questions(self) -> list[Tab]:
        """The tabs that ask. Chromium's driver knows no page that an extension opens."""
        return [tab for tab in self.browser.tabs() if tab.url.endswith(QUESTION)]

    def _click_answer(self, selector: str) -> None:
        browser = self.browser
        if not isinstance(browser, Chromium):
            browser.driver.switch_to.window(self.question)
            browser.click(selector)
            return
        devtools, question = browser.devtools, self.question
        # a click is heard once the page's script has run
        is_loaded = "document.readyState === 'complete'"
        until(lambda: devtools.evaluate(question, is_loaded), "the question is loaded")
        devtools.evaluate(question, f"document.querySelector({selector!r}).click()")

    def at_desk(self, message: str, **fields: str) -> None:
        with self.desk.here() as page:
            answer = page.send({"type": message, **fields})
        assert "error" not in answer, answer

    def leave(self) -> None:
        """Press the key in the private window, and wait until that is gone and all is erased."""
        browser = self.browser
        listed = next(tab for tab in browser.tabs() if HOST in tab.url or LISTED_PATH in tab.url)
        browser.driver.switch_to.window(listed.handle)
        until(lambda: browser.script("return document.readyState === 'complete'"), "it is loaded")
        browser.press()
        browser.driver.switch_to.window(self.desk.handle)
        until(lambda: not self.private_tabs(), "the private window is gone")
        until(lambda: DECOY in str(self.tabs()), "the decoy is there")
        browser.driver.switch_to.window(self.source)
        self.desk.wait_swept()
