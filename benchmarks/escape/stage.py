"""One browser on a screen, and one press after another in it."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.escape.page import (
    DECOY,
    DECOY_COLOUR,
    FRAME_COLOUR,
    LISTED,
    PAGE_COLOUR,
    Decoy,
    hosts,
)
from benchmarks.escape.ways import FOCUS, STILL_SECONDS, Focus, Way
from tests.browser.support.browser import Browser
from tests.browser.support.chromium import Chromium
from tests.browser.support.companion import Companion
from tests.browser.support.display import Display
from tests.browser.support.firefox import Firefox
from tests.browser.support.observer import ObserverError
from tests.browser.support.place import Place
from tests.browser.support.screen import Colour, Look, Screen, is_near
from tests.browser.support.sites import Sites
from tests.browser.support.waiting import until

BROWSERS: dict[str, type[Browser]] = {"chromium": Chromium, "firefox": Firefox}
SPOTS: Mapping[str, tuple[int, int]] = {"page": (60, 800), "frame": (660, 800)}
"""Where the page and its frame show nothing but their colour, on a screen of 1280 × 900."""
WATCH_SECONDS = 5.0
FRONT_SECONDS = 1.0
"""What the browser tells has come this long after the watch."""
"""What has not happened this long after the press is written down as never."""
TRIES = 8
"""A worker may wake up between its end and the press: so often it is ended again."""

Sample = dict[str, float | None]
"""Milliseconds from the press: ``focus`` (the place that had it shows no word), ``page`` (nor does
the whole page), ``front`` (the tab in front is at the decoy's address), ``decoy`` (it is drawn).
None: never.
"""


def build_extensions(folder: Path) -> dict[str, Path]:
    """Build both extensions with a list that holds the support site of the benchmark."""
    companion = Companion(folder / "companion")
    companion.add(LISTED)
    companion.publish()
    return companion.build(folder / "extensions")


@dataclass
class Stage:
    """``kept``: the tabs that are no part of any visit."""

    browser: Browser
    extension: Path
    screen: Screen
    decoy: Decoy
    kept: list[int]

    def press(self, way: Way, focus: Focus, *, asleep: bool = False) -> Sample:
        """Open the page, put the focus there, leave by ``way``; what is left of it stays open.

        Raises:
            TimeoutError: it did not come to the press.
        """
        tab = self.open(way.host)
        self.screen.point(*FOCUS[focus])
        self.screen.click()
        if asleep:
            self.screen.wait_still(STILL_SECONDS)  # else it is ended before it has armed the page
            self.put_worker_to_sleep()
        way.prepare(self.screen)
        self.call("noted.taken")
        self.screen.wait_still(STILL_SECONDS)
        if asleep and self.browser.has_worker(self.extension):
            raise TimeoutError("the worker woke up before the press")
        pressed = way.press(self.screen)
        since_epoch = time.time() - (time.perf_counter() - pressed)
        sample = self._watch(pressed, focus)
        sample["front"] = self._front(tab, since_epoch * 1000)
        return sample

    def open(self, host: str) -> int:
        """Open the page in a tab in front, and give the tab's id once all of it is to be seen."""
        tab = self.browser.observer.call("tabs.create", {"url": f"https://{host}/", "active": True})
        self.screen.wait(shows_page, "the page is to be seen")
        return int(tab["id"])

    def clear(self) -> None:
        """Close every tab that is not kept."""
        for tab in self.call("tabs.query", {}):
            if tab["id"] not in self.kept:
                with suppress(ObserverError):  # the extension may be closing it as well
                    self.call("tabs.remove", tab["id"])

    def keep_open(self) -> None:
        """All tabs that are open now belong to somebody else."""
        self.kept = [tab["id"] for tab in self.call("tabs.query", {})]

    def put_worker_to_sleep(self) -> None:
        """End the worker, and come back when the screen is still and it has not woken up."""
        for _ in range(TRIES):
            self.browser.kill_worker(self.extension)
            self.screen.wait_still(STILL_SECONDS)
            if not self.browser.has_worker(self.extension):
                return
        raise TimeoutError(f"the worker woke up each of {TRIES} times")

    def call(self, path: str, *arguments: object) -> list[dict[str, int]]:
        answer: list[dict[str, int]] = self.browser.observer.call(path, *arguments)
        return answer

    def _front(self, page: int, pressed: float) -> float | None:
        """When a tab was in front and at the decoy's address; ``page``: the tab that was in front
        at the press, ``pressed``: the press, in milliseconds since the epoch.
        """
        events: list[Mapping[str, Any]] = []

        def came() -> float | None:
            events.extend(self.browser.observer.call("noted.taken"))
            return decoy_in_front(events, page)

        with suppress(TimeoutError):
            return until(came, "the decoy is in front", FRONT_SECONDS) - pressed
        return None

    def _watch(self, pressed: float, focus: Focus) -> Sample:
        sample: Sample = {"focus": None, "page": None, "decoy": None}
        for look in self.screen.looks(WATCH_SECONDS):
            seen = {
                "focus": not _is(look, focus),
                "page": not any(_is(look, place) for place in FOCUS),
                "decoy": is_near(look.colours["page"], DECOY_COLOUR),
            }
            for what, is_so in seen.items():
                if is_so and sample[what] is None:
                    sample[what] = (look.at - pressed) * 1000
            if seen["decoy"]:
                break
        return sample


def decoy_in_front(events: Sequence[Mapping[str, Any]], page: int) -> float | None:
    """The first moment at which the tab in front had the decoy's address, by what was told of
    tabs that came in front (``tabId``, ``at``) and addresses that were committed (``url`` too).
    """
    in_front = {page: 0.0}
    for event in events:
        if "url" not in event:
            in_front.setdefault(event["tabId"], event["at"])
    committed = [event for event in events if event.get("url") == DECOY]
    moments = [
        max(event["at"], in_front[event["tabId"]])
        for event in committed
        if event["tabId"] in in_front
    ]
    return min(moments, default=None)


@contextmanager
def on_stage(name: str, extension: Path) -> Iterator[Stage]:
    """Start the browser called ``name``; it is gone after the block."""
    decoy = Decoy()
    with ExitStack() as stack:
        root = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        sites = stack.enter_context(Sites.start(hosts(decoy)))
        display = Display(root / "display")
        stack.callback(display.close)
        browser = stack.enter_context(BROWSERS[name](Place(root / "browser"), sites))
        browser.start(extension, display=display)
        screen = stack.enter_context(Screen(display.name, SPOTS))
        stage = Stage(browser, extension, screen, decoy, [])
        stage.keep_open()
        yield stage


COLOURS: dict[Focus, Colour] = {"page": PAGE_COLOUR, "frame": FRAME_COLOUR}


def _is(look: Look, place: Focus) -> bool:
    return is_near(look.colours[place], COLOURS[place])


def shows_page(look: Look) -> bool:
    return all(_is(look, place) for place in FOCUS)
