"""From the click to the first byte asked for in the private window, beside a bare extension's.

Two browsers of a kind take turns: one with Sidestep and nothing else, one with the bare extension
and nothing else. In each turn a private window is opened, then a second page in it, then it closes.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from benchmarks.handoff.idle import wait_idle
from benchmarks.handoff.pages import HUB, LISTED, UNLISTED, Clock
from benchmarks.handoff.stage import BARE, CLOSES_PRIVATE_WINDOWS, Ready, started
from tests.browser.support.browser import Browser
from tests.browser.support.extension_page import ExtensionPage
from tests.browser.support.sites import Sites

OURS, PEER = "Sidestep", "windows.create by a bare extension"
CLICKED = "return window.clickedAt"
AIMS = "document.documentElement.dataset.url = arguments[0]; window.clickedAt = undefined;"
NOTES_CLICK = """
addEventListener("click", (event) => {
  window.clickedAt = Date.now() - (performance.now() - event.timeStamp);
}, true);
"""
Samples = dict[str, list[dict[str, float | None]]]


@dataclass
class Clicker:
    """Clicks in one window of ``browser``, and reads off how long it took."""

    browser: Browser
    clock: Clock
    host: str
    handle: str
    numbers: Callable[[], int] = field(default_factory=lambda: count(1).__next__)

    def click(self, selector: str) -> float:
        """Give the milliseconds from the click to the server's being asked for a new page."""
        url = f"https://{self.host}/story?n={self.numbers()}"
        self.browser.driver.switch_to.window(self.handle)
        self.browser.script(AIMS, url)
        self.browser.click(selector)
        asked = self.clock.asked(url)
        return asked * 1000 - float(self.browser.script(CLICKED))


class Ours:
    """Sidestep's browser. ``asleep``: the worker had been ended before the click."""

    who = OURS

    def __init__(self, ready: Ready, clock: Clock) -> None:
        self._ready = ready
        self._browser = ready.browser
        self._browser.driver.switch_to.new_window("window")
        self._browser.open(f"https://{HUB}/")
        handle = self._browser.driver.current_window_handle
        self._clicker = Clicker(self._browser, clock, LISTED, handle)

    def turn(self, rest: Callable[[], None]) -> dict[str, float | None]:
        taken: dict[str, float | None] = {}
        for what in ("window", "tab"):
            taken[what] = self._clicker.click("#link")
            rest()
        self._ready.close_private_windows()
        rest()
        self._browser.kill_worker(self._ready.extension)
        taken["asleep"] = self._clicker.click("#link")
        rest()
        self._ready.close_private_windows()
        return taken


class Peer:
    """The bare extension's browser."""

    who = PEER

    def __init__(self, browser: Browser, clock: Clock) -> None:
        self._browser = browser
        browser.allow_private(BARE)
        browser.driver.switch_to.new_window("window")
        browser.driver.get(browser.extension_url(BARE, "open.html"))
        browser.find("#window")
        browser.script(NOTES_CLICK)
        handle = browser.driver.current_window_handle
        self._clicker = Clicker(browser, clock, UNLISTED, handle)

    def turn(self, rest: Callable[[], None]) -> dict[str, float | None]:
        taken: dict[str, float | None] = {}
        for what in ("window", "tab"):
            taken[what] = self._clicker.click(f"#{what}")
            rest()
        ExtensionPage(self._browser).run(CLOSES_PRIVATE_WINDOWS)
        return taken


def delays(name: str, extension: Path, size: int, runs: int, say: Callable[[str], None]) -> Samples:
    """Give ``runs`` samples by who, in milliseconds: ``window`` (a private window opens), ``tab``
    (one is open), ``asleep`` (one opens, and the worker has to be started).
    """
    clock = Clock()
    with (
        Sites.start(clock.sites()) as sites,
        started(name, sites, extension) as with_ours,
        started(name, sites, BARE) as with_peer,
    ):
        sides: list[Ours | Peer] = [
            Ours(Ready(with_ours, extension, size), clock),
            Peer(with_peer, clock),
        ]

        def rest() -> None:
            wait_idle(lambda: with_ours.pids + with_peer.pids)

        samples: Samples = {OURS: [], PEER: []}
        for side in sides:  # the first of everything is slower
            rest()
            side.turn(rest)
        order = random.Random(0)
        for turn in range(runs):
            say(f"  turn {turn + 1} of {runs}")
            for side in order.sample(sides, len(sides)):
                rest()
                samples[side.who].append(side.turn(rest))
        return samples
