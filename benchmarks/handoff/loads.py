"""What an unlisted page notices of 20,000 entries: the same page in browsers with and without."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

from benchmarks.handoff.idle import used_seconds, wait_idle
from benchmarks.handoff.pages import LISTED, UNLISTED, Clock
from benchmarks.handoff.stage import Ready, empty_twin, started
from benchmarks.handoff.worlds import worlds
from tests.browser.support.browser import Browser
from tests.browser.support.sites import Sites

WITH, WITHOUT = "with Sidestep", "without an extension"
EMPTY = "with an empty extension of the same permissions"
EMPTY_EVERY = 2
"""The empty one takes part in every second turn: it shows what is the browser's own."""
BESIDE_EMPTY = " beside the empty one"
WARM_UP = 4
SAY_EVERY = 10
REST_SECONDS = 0.1

Samples = dict[str, list[dict[str, float | None]]]


class Loads:
    """One page after the other, in all browsers in turn."""

    def __init__(
        self, browsers: dict[str, Browser], clock: Clock, say: Callable[[str], None]
    ) -> None:
        self._browsers = browsers
        self._clock = clock
        self._say = say
        self._numbers: Iterator[int] = count(1)

    def turns(self, runs: int) -> Samples:
        """Our samples of the turns in which the empty one took part are also its partners'."""
        samples: Samples = {who: [] for who in self._browsers}
        order = random.Random(0)
        for turn in range(WARM_UP + runs):
            has_empty = turn % EMPTY_EVERY == 0
            taking_part = [who for who in self._browsers if has_empty or who != EMPTY]
            for who in order.sample(taking_part, len(taking_part)):
                sample = self._load(self._browsers[who])
                if has_empty and who == WITH:
                    sample |= {what + BESIDE_EMPTY: value for what, value in sample.items()}
                if turn >= WARM_UP:
                    samples[who].append(sample)
            done = turn + 1 - WARM_UP
            if done > 0 and done % SAY_EVERY == 0:
                self._say(f"  {done} of {runs} loads")
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


def loads(name: str, extension: Path, size: int, runs: int, say: Callable[[str], None]) -> Samples:
    """Give ``runs`` samples by who: ``ms`` from the start of the navigation to the end of loading,
    ``cpu`` the milliseconds of a processor that all of the browser's processes took for it.

    Beside them, of Sidestep's browser, what came of it: ``scripts`` of the extension in the last
    unlisted page and in a listed one, and the ``windows`` that were opened privately.
    """
    clock = Clock()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-empty-")))
        sites = stack.enter_context(Sites.start(clock.sites()))
        with_ours = stack.enter_context(started(name, sites, extension))
        without = stack.enter_context(started(name, sites))
        with_empty = stack.enter_context(started(name, sites, empty_twin(extension, folder)))
        ready = Ready(with_ours, extension, size)
        browsers = {WITH: with_ours, WITHOUT: without, EMPTY: with_empty}
        for browser in browsers.values():
            browser.driver.switch_to.new_window("window")
        samples = Loads(browsers, clock, say).turns(runs)
        samples["unlisted"] = [{"scripts": _scripts(ready), "windows": ready.private_windows()}]
        ready.desk.choose("handoff", "never")
        with_ours.open(f"https://{LISTED}/story?n=0")
        samples["listed"] = [{"scripts": _scripts(ready)}]
        return samples


def _scripts(ready: Ready) -> int:
    return worlds(ready.browser, ready.extension, str(ready.browser.driver.current_url))
