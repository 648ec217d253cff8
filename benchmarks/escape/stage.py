"""One browser on a screen, and one press after another in it."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.escape.page import (
    DECOY_COLOUR,
    FRAME_COLOUR,
    LISTED,
    PAGE_COLOUR,
    Decoy,
    hosts,
)
from benchmarks.escape.ways import FOCUS, Focus, Way
from tests.browser.support.browser import Browser
from tests.browser.support.chromium import Chromium
from tests.browser.support.companion import Companion
from tests.browser.support.display import Display
from tests.browser.support.firefox import Firefox
from tests.browser.support.observer import ObserverError
from tests.browser.support.place import Place
from tests.browser.support.screen import Colour, Look, Screen, is_near
from tests.browser.support.sites import Sites

BROWSERS: dict[str, type[Browser]] = {"chromium": Chromium, "firefox": Firefox}
SPOTS: Mapping[str, tuple[int, int]] = {"page": (60, 800), "frame": (660, 800)}
"""Where the page and its frame show nothing but their colour, on a screen of 1280 × 900."""
WATCH_SECONDS = 5.0
"""What has not happened this long after the press is written down as never."""

Sample = dict[str, float | None]
"""Milliseconds from the press: ``focus`` (the place that had it shows no word), ``page`` (nor does
the whole page), ``front`` (another tab is in front), ``decoy`` (it is drawn). None: never.
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
        """Open the page, put the focus there, leave by ``way``, and close what is left of it."""
        self.open(way.host)
        self.screen.point(*FOCUS[focus])
        self.screen.click()
        self.screen.wait_still()
        way.prepare(self.screen)
        self.call("noted.activated")
        if asleep:
            self.put_worker_to_sleep()
        pressed, clock = way.press(self.screen), time.time()
        sample = self._watch(pressed, focus)
        moments = [tab["at"] - clock * 1000 for tab in self.call("noted.activated")]
        if moments:  # the peers stay in their tab
            sample["front"] = min(moments)
        self.clear()
        return sample

    def open(self, host: str) -> None:
        self.call("tabs.create", {"url": f"https://{host}/", "active": True})
        self.screen.wait(_shows_page, "the page is to be seen")
        self.screen.wait_still()

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
        self.browser.kill_worker(self.extension)
        self.screen.wait_still()
        if self.browser.has_worker(self.extension):
            raise RuntimeError("the worker woke up before the press")

    def call(self, path: str, *arguments: object) -> list[dict[str, int]]:
        answer: list[dict[str, int]] = self.browser.observer.call(path, *arguments)
        return answer

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


def _shows_page(look: Look) -> bool:
    return all(_is(look, place) for place in FOCUS)
