"""A browser on a screen that stays for many escapes, with nothing left of one for the next."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.browser.support.browser import Browser
from tests.browser.support.display import Display
from tests.browser.support.leaving import DECOY, names_helpline
from tests.browser.support.observer import ObserverError
from tests.browser.support.pages import HELPLINE
from tests.browser.support.places import PLACES, Way
from tests.browser.support.screen import Screen
from tests.browser.support.waiting import until

COMMAND_KEYS = {"chromium": "alt+q", "firefox": "F9"}
STILL_SECONDS = 0.4


class Seat:
    """``browser`` runs on ``display`` with ``extension``; the tabs that it has stay."""

    def __init__(self, browser: Browser, extension: Path, display: Display) -> None:
        self.browser = browser
        self.extension = extension
        self.display = display
        self.screen = Screen(display.name)
        self._home = browser.driver.current_window_handle
        self._kept: set[int] = set()
        self.keep()

    def keep(self) -> None:
        """The tabs that are open now are no part of what follows."""
        self._kept = {tab["id"] for tab in self.tabs()}

    def tabs(self) -> list[dict[str, Any]]:
        tabs: list[dict[str, Any]] = self.browser.observer.call("tabs.query", {})
        return tabs

    def open(self, name: str, **where: Any) -> None:
        """Open the page of a place in a tab in front, drive it, and wait until the screen rests.

        A page that is never done loading, or never stops drawing, is not waited for any longer than
        until it is there.
        """
        url = f"https://{HELPLINE}/places/{list(PLACES).index(name)}"
        self.browser.observer.call("tabs.create", {"url": url, "active": True, **where})
        tab = until(
            lambda: next((t for t in self.browser.tabs() if t.front and t.url == url), None),
            f"the page of {name} is in front",
        )
        self.browser.driver.switch_to.window(tab.handle)
        self.rest()

    def rest(self) -> None:
        with suppress(TimeoutError):
            self.screen.wait_still(STILL_SECONDS, within=1.5)

    def leave(self, way: Way) -> None:
        """Press what ``way`` says, and wait until one is gone."""
        if way == "command":
            self.display.key(COMMAND_KEYS[self.browser.name])
        elif way == "button":
            self.browser.press_toolbar_button(self.extension)
        else:
            self.display.key("Escape")
            if way == "key twice":
                self.rest()
                assert not self.is_gone(), "once is enough"
                self.display.key("Escape")
        self.wait_gone()

    def wait_gone(self) -> None:
        until(self.is_gone, "the decoy is in front and no listed tab is open")

    def is_gone(self) -> bool:
        tabs = self.tabs()
        in_front = any(tab["active"] and tab["url"] == DECOY for tab in tabs)
        return in_front and not any(names_helpline(tab["url"]) for tab in tabs)

    def clear(self) -> None:
        """Close every tab that has come since the beginning."""
        self.browser.driver.switch_to.window(self._home)
        for tab in self.tabs():
            if tab["id"] not in self._kept:
                with suppress(ObserverError):  # the extension may be closing it as well
                    self.browser.observer.call("tabs.remove", tab["id"])
        until(
            lambda: {tab["id"] for tab in self.tabs()} <= self._kept, "only its own tabs are left"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.screen.close()
