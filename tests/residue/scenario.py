"""One run: a fresh profile, the rich visit, one way of leaving, and a search at each moment."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.browser.support.browser import Browser
from tests.browser.support.desk import Desk
from tests.browser.support.display import Display
from tests.browser.support.firefox import Firefox
from tests.browser.support.waiting import until
from tests.browser.support.windows import open_private_window
from tests.residue.search import search
from tests.residue.stores import store_of
from tests.residue.visit import INNOCENT_PAGE, listed_tabs, make_visit, type_address, wait_stored
from tests.residue.words import DECOY

COMMIT_SECONDS = 12.0
"""After this long a running browser has written what it writes (FACTS, Driving the browsers)."""

OPEN, QUIT, RESTARTED = "open for 12 s", "after a clean quit", "after restart and quit"
KILLED, KILLED_RESTARTED = "after SIGKILL", "after SIGKILL, restart and quit"
MOMENTS = (OPEN, QUIT, RESTARTED, KILLED, KILLED_RESTARTED)


@dataclass(frozen=True)
class Finding:
    """A store that names the visit: with which kinds of words, where in its files, and which of the
    kinds in a live row of a database.
    """

    browser: str
    leaving: str
    moment: str
    store: str
    kinds: tuple[str, ...]
    where: tuple[str, ...]
    live: tuple[str, ...]


@dataclass
class Run:
    """A browser with a fresh profile, not yet started; ``extension`` is None for a control.

    ``quick`` looks at the running browser at once, not after 12 s, and leaves out the restart.
    """

    browser: Browser
    extension: Path | None
    quick: bool = False
    findings: list[Finding] = field(default_factory=list)
    looks: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    leaving: str = ""
    version: str = ""
    desk: Desk | None = None
    display: Display | None = None

    def go(self, leaving: str) -> None:
        """Run one way of leaving, by its name in ``WAYS``."""
        self.leaving = leaving
        if leaving in ON_A_SCREEN:
            self.display = Display(self.browser.place.root / "display")
        try:
            WAYS[leaving](self)
        finally:
            if self.display:
                self.display.close()

    # parts

    def start_and_visit(self) -> None:
        self._start()
        self.browser.driver.switch_to.new_window("tab")
        self._type()
        make_visit(self.browser)
        if self.display:
            # the address bar remembers nothing before its databases are open
            self.browser.driver.switch_to.new_window("tab")
            self._type()

    def _type(self) -> None:
        if self.display:
            self.browser.open(INNOCENT_PAGE)
            self.display.wait_focused("Recipes")
            type_address(self.browser, self.display)

    def _start(self) -> None:
        # the observer would write what it is asked about; it is there for the private window only
        observer = self.leaving == PRIVATE and not isinstance(self.browser, Firefox)
        extensions = [self.extension] if self.extension else []
        self.browser.start(*extensions, observer=observer, display=self.display)
        self.version = str(self.browser.driver.capabilities["browserVersion"])
        self.open_desk()

    def open_desk(self) -> None:
        """Open the options page, or where nothing is installed an innocent one."""
        if self.extension:
            self.desk = Desk(self.browser, self.extension)
        else:
            self.browser.open(INNOCENT_PAGE)

    def wait_erased(self) -> None:
        """Wait until the extension has nothing left to erase, or keeps trying."""
        if self.desk is None:
            return
        try:
            self.desk.wait_swept()
        except TimeoutError:
            self.notes.append("the extension itself reports that something remains")

    def look(self, moment: str) -> None:
        stores: dict[str, tuple[set[str], set[str], set[str]]] = {}
        for hit in search(self.browser.place.data):
            store = store_of(self.browser.name, hit.path)
            kinds, where, live = stores.setdefault(store, (set(), set(), set()))
            kinds |= hit.kinds
            where |= hit.where
            live |= hit.live
        self.looks.append(moment)
        for store, (kinds, where, live) in sorted(stores.items()):
            self.findings.append(
                Finding(
                    self.browser.name,
                    self.leaving,
                    moment,
                    store,
                    tuple(sorted(kinds)),
                    tuple(sorted(where)),
                    tuple(sorted(live)),
                )
            )

    def look_open_quit_and_restarted(self) -> None:
        if not self.quick:
            time.sleep(COMMIT_SECONDS)
        self.look(OPEN)
        self.browser.quit()
        self.look(QUIT)
        if not self.quick:
            self.restart_and_look(RESTARTED)

    def restart_and_look(self, moment: str) -> None:
        self.browser.restart()
        restored = len(listed_tabs(self.browser))
        if restored:
            self.notes.append(f"{moment}: the browser restored {restored} tabs of the listed site")
        self.open_desk()
        self.wait_erased()
        self.browser.quit()
        self.look(moment)

    def escape(self) -> None:
        """Press Esc on the page and wait until the decoy is in front and nothing listed is open."""
        self.browser.press()
        until(lambda: DECOY in self.browser.front().url, "the decoy is in front")
        until(lambda: not listed_tabs(self.browser), "no listed tab is open")
        self.browser.drive_front()

    def close_tabs(self) -> None:
        for handle in listed_tabs(self.browser):
            self.browser.driver.switch_to.window(handle)
            self.browser.driver.close()
        driver = self.browser.driver
        driver.switch_to.window(driver.window_handles[0])

    def navigate_away(self) -> None:
        """Close all tabs of the site but one, and go on from there to an innocent page."""
        browser = self.browser
        last = browser.driver.current_window_handle
        for handle in set(listed_tabs(browser)) - {last}:
            browser.driver.switch_to.window(handle)
            browser.driver.close()
        browser.driver.switch_to.window(last)
        browser.script("location.href = arguments[0];", INNOCENT_PAGE)
        until(lambda: not listed_tabs(browser), "no tab shows the listed site")
        browser.drive_front()


def _escape(run: Run) -> None:
    run.start_and_visit()
    run.escape()
    run.wait_erased()
    run.look_open_quit_and_restarted()


def _escape_and_kill(run: Run) -> None:
    run.start_and_visit()
    run.escape()
    run.wait_erased()
    time.sleep(COMMIT_SECONDS)
    run.browser.kill()
    run.look(KILLED)
    run.restart_and_look(KILLED_RESTARTED)


def _close(run: Run) -> None:
    run.start_and_visit()
    run.close_tabs()
    run.wait_erased()
    run.look_open_quit_and_restarted()


def _navigate_away(run: Run) -> None:
    run.start_and_visit()
    run.navigate_away()
    run.wait_erased()
    run.look_open_quit_and_restarted()


def _quit(run: Run) -> None:
    run.start_and_visit()
    run.browser.quit()
    run.look(QUIT)
    run.restart_and_look(RESTARTED)


def _kill_mid_visit(run: Run) -> None:
    run.start_and_visit()
    run.browser.kill()
    run.look(KILLED)
    run.restart_and_look(KILLED_RESTARTED)


def _kill_mid_sweep(run: Run) -> None:
    run.start_and_visit()
    run.escape()
    run.browser.kill()
    run.look(KILLED)
    run.restart_and_look(KILLED_RESTARTED)


def _control(run: Run) -> None:
    run.start_and_visit()
    wait_stored(run.browser)
    run.close_tabs()
    run.look_open_quit_and_restarted()


def _private(run: Run) -> None:
    run._start()
    open_private_window(run.browser)
    make_visit(run.browser, private=True)
    run.close_tabs()
    run.look_open_quit_and_restarted()


CONTROL, PRIVATE, ESCAPE = "nothing installed", "private window by hand", "escape"
KEPT = "escape, storage kept"
"""Where the list says that the site keeps its storage."""
TYPED_CONTROL, TYPED_ESCAPE = "typed, nothing installed", "typed, escape"
ON_A_SCREEN = (TYPED_CONTROL, TYPED_ESCAPE)
WAYS: dict[str, Callable[[Run], None]] = {
    CONTROL: _control,
    PRIVATE: _private,
    TYPED_CONTROL: _control,
    ESCAPE: _escape,
    KEPT: _escape,
    TYPED_ESCAPE: _escape,
    "escape, later SIGKILL": _escape_and_kill,
    "close the tab": _close,
    "navigate away": _navigate_away,
    "quit": _quit,
    "SIGKILL in the visit": _kill_mid_visit,
    "SIGKILL in the sweep": _kill_mid_sweep,
}
WITHOUT_EXTENSION = (CONTROL, TYPED_CONTROL, PRIVATE)
