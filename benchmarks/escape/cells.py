"""What is measured: each cell is one browser in one condition, all ways out taking turns in it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.escape.gone import seconds_until_gone
from benchmarks.escape.page import OTHER, SLOW_SECONDS
from benchmarks.escape.stage import Sample, Stage, on_stage
from benchmarks.escape.throttle import can_throttle, throttled
from benchmarks.escape.ways import Focus, Way, command, ours, peers

TABS = 50
MANY_SECONDS = 120.0
"""So many tabs may take as long to come to rest."""
SAID_EVERY = 20
TRIES = 3
SEED = 0

Samples = dict[str, list[Sample]]
"""By who."""
Say = Callable[[str], None]


@contextmanager
def idle(_: Stage) -> Iterator[None]:
    yield


@contextmanager
def slowed(stage: Stage) -> Iterator[None]:
    with throttled(stage.browser.pids):
        yield


@contextmanager
def many_tabs(stage: Stage) -> Iterator[None]:
    for number in range(TABS):
        url = f"https://{OTHER}/page/{number}"
        stage.call("tabs.create", {"url": url, "active": False})
    stage.screen.wait_still(within=MANY_SECONDS)
    stage.keep_open()
    yield


@contextmanager
def slow_decoy(stage: Stage) -> Iterator[None]:
    stage.decoy.seconds = SLOW_SECONDS
    yield


@dataclass(frozen=True)
class Cell:
    """``runs`` presses of ours, ``peer_runs`` of each peer; ``asleep``: the worker is ended before
    each.
    """

    name: str
    around: Callable[[Stage], object] = idle
    focus: Focus = "page"
    runs: int = 12
    peer_runs: int = 10
    asleep: bool = False
    by_command: bool = False

    def measure(self, browser: str, extension: Path, quick: bool, say: Say) -> Samples | None:
        """None where this machine cannot make the condition. ``say`` is told how far it is."""
        if self.around is slowed and not can_throttle():
            return None
        with on_stage(browser, extension) as stage:
            turns = self._turns(browser, quick)
            for way, _ in turns:  # the first of everything is slower: caches, spare processes
                self._press(stage, way, say)
            with self.around(stage):  # type: ignore[attr-defined]
                return self._presses(stage, turns, say)

    def _turns(self, browser: str, quick: bool) -> list[tuple[Way, int]]:
        """The ways out, and how often each is measured."""
        first = command(browser) if self.by_command else ours()
        turns = [(first, self.runs), *((peer, self.peer_runs) for peer in peers(self.focus))]
        return [(way, min(count, 2) if quick else count) for way, count in turns if count]

    def _presses(self, stage: Stage, turns: list[tuple[Way, int]], say: Say) -> Samples:
        samples: Samples = {way.who: [] for way, _ in turns}
        order = [way for way, count in turns for _ in range(count)]
        random.Random(SEED).shuffle(order)
        for number, way in enumerate(order, start=1):
            samples[way.who].append(self._press(stage, way, say))
            if number % SAID_EVERY == 0 or number == len(order):
                say(f"{number} of {len(order)}")
        return samples

    def _press(self, stage: Stage, way: Way, say: Say) -> Sample:
        """A press that it did not come to is made again; what came of a press always counts."""
        for _ in range(TRIES):
            try:
                sample = stage.press(way, self.focus, asleep=self.asleep)
            except TimeoutError as error:
                say(f"no press: {error}")
                sample = None
            stage.clear()
            if sample is not None:
                return sample
        raise RuntimeError(f"it did not come to a press in {TRIES} tries")


class GoneCell(Cell):
    """Until Back and Recently closed lead nowhere; the peers' never do: one press suffices."""

    def measure(self, browser: str, extension: Path, quick: bool, say: Say) -> Samples | None:
        with on_stage(browser, extension) as stage:
            samples: Samples = {}
            for way, count in self._turns(browser, quick):
                taken = [seconds_until_gone(stage, way) for _ in range(count)]
                samples[way.who] = [{"gone": each} for each in taken]
                say(f"{way.who}, {count}")
            return samples


CELLS = (
    Cell("idle", runs=100, peer_runs=30),
    Cell("idle, focus in a frame", focus="frame", runs=100, peer_runs=30),
    Cell("six times slower", slowed),
    Cell("six times slower, focus in a frame", slowed, focus="frame"),
    Cell("50 other tabs", many_tabs),
    Cell("50 other tabs, focus in a frame", many_tabs, focus="frame"),
    Cell("worker asleep", asleep=True),
    Cell("worker asleep, focus in a frame", focus="frame", asleep=True),
    Cell("by the browser's command", runs=30, peer_runs=0, by_command=True),
    Cell("decoy answers after 2 s", slow_decoy, runs=10, peer_runs=5),
    GoneCell("nothing to go back to", runs=10, peer_runs=1),
)
