"""What an unlisted page notices of 20,000 entries: the same page in browsers with and without."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

from benchmarks.handoff.idle import used_seconds, wait_idle
from benchmarks.handoff.pages import LISTED, UNLISTED, Clock
from benchmarks.handoff.stage import Ready, started
from benchmarks.handoff.worlds import worlds
from tests.browser.support.browser import Browser
from tests.browser.support.sites import Sites

WITH, WITHOUT, LISTENER = "with Sidestep", "without an extension", "with a bare listener"
LISTENER_FOLDER = Path(__file__).parent / "listener"
WARM_UP = 3
REST_SECONDS = 0.1

Samples = dict[str, list[dict[str, float | None]]]


class Loads:
    """One page after the other, in all browsers in turn."""

    def __init__(self, browsers: dict[str, Browser], clock: Clock) -> None:
        self._browsers = browsers
        self._clock = clock
        self._numbers: Iterator[int] = count(1)

    def turns(self, runs: int) -> Samples:
        samples: Samples = {who: [] for who in self._browsers}
        order = random.Random(0)
        for turn in range(WARM_UP + runs):
            for who in order.sample(list(self._browsers), len(self._browsers)):
                sample = self._load(self._browsers[who])
                if turn >= WARM_UP:
                    samples[who].append(sample)
        return samples

    def _load(self, browser: Browser) -> dict[str, float | None]:
        url = f"https://{UNLISTED}/page?n={next(self._numbers)}"
        before = used_seconds(browser.pids)
        browser.driver.get(url)
        ms = self._clock.loaded(url)
        wait_idle(self._pids, REST_SECONDS)
        return {"ms": ms, "cpu": (used_seconds(browser.pids) - before) * 1000}

    def _pids(self) -> list[int]:
        return [pid for browser in self._browsers.values() for pid in browser.pids]


def loads(name: str, extension: Path, size: int, runs: int) -> Samples:
    """Give ``runs`` samples by who: ``ms`` from the start of the navigation to the end of loading,
    ``cpu`` the milliseconds of a processor that all of the browser's processes took for it.

    Beside them, of Sidestep's browser, what came of it: ``scripts`` of the extension in the last
    unlisted page and in a listed one, and the ``windows`` that were opened privately.
    """
    clock = Clock()
    with ExitStack() as stack:
        sites = stack.enter_context(Sites.start(clock.sites()))
        with_ours = stack.enter_context(started(name, sites, extension))
        without = stack.enter_context(started(name, sites))
        with_listener = stack.enter_context(started(name, sites, LISTENER_FOLDER))
        ready = Ready(with_ours, extension, size)
        browsers = {WITH: with_ours, WITHOUT: without, LISTENER: with_listener}
        for browser in browsers.values():
            browser.driver.switch_to.new_window("window")
        samples = Loads(browsers, clock).turns(runs)
        samples["unlisted"] = [{"scripts": _scripts(ready), "windows": ready.private_windows()}]
        ready.desk.choose("handoff", "never")
        with_ours.open(f"https://{LISTED}/story?n=0")
        samples["listed"] = [{"scripts": _scripts(ready)}]
        return samples


def _scripts(ready: Ready) -> int:
    return worlds(ready.browser, ready.extension, str(ready.browser.driver.current_url))
