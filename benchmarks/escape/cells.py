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
Samples = dict[str, list[Sample]]
"""By who."""


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
    stage.screen.wait_still()
    stage.keep_open()
    yield


@contextmanager
def slow_decoy(stage: Stage) -> Iterator[None]:
    stage.decoy.seconds = SLOW_SECONDS
    yield


@dataclass(frozen=True)
class Cell:
    """``runs`` presses of each way; ``asleep``: the worker is ended before each."""

    name: str
    around: Callable[[Stage], object] = idle
    focus: Focus = "page"
    runs: int = 30
    with_peers: bool = True
    asleep: bool = False
    by_command: bool = False

    def measure(self, browser: str, extension: Path, runs: int) -> Samples | None:
        """None where this machine cannot make the condition."""
        if self.around is slowed and not can_throttle():
            return None
        with on_stage(browser, extension) as stage:
            ways = [command(browser) if self.by_command else ours()]
            ways += peers(self.focus) if self.with_peers else []
            for way in ways:  # the first of everything is slower: caches, processes kept in reserve
                stage.press(way, self.focus)
            with self.around(stage):  # type: ignore[attr-defined]
                return self._turns(stage, ways, runs)

    def _turns(self, stage: Stage, ways: list[Way], runs: int) -> Samples:
        samples: Samples = {way.who: [] for way in ways}
        order = random.Random(0)
        for _ in range(runs):
            for way in order.sample(ways, len(ways)):
                samples[way.who].append(stage.press(way, self.focus, asleep=self.asleep))
        return samples


class GoneCell(Cell):
    """Until Back and Recently closed lead nowhere; the peers' never do, so few presses suffice."""

    def measure(self, browser: str, extension: Path, runs: int) -> Samples | None:
        with on_stage(browser, extension) as stage:
            samples: Samples = {}
            for way in (ours(), *peers("page")):
                count = runs if way.who == ours().who else 2
                taken = [seconds_until_gone(stage, way) for _ in range(count)]
                samples[way.who] = [{"gone": each} for each in taken]
            return samples


CELLS = (
    Cell("idle", idle),
    Cell("idle, focus in a frame", idle, focus="frame"),
    Cell("six times slower", slowed),
    Cell("six times slower, focus in a frame", slowed, focus="frame", with_peers=False),
    Cell("50 other tabs", many_tabs),
    Cell("50 other tabs, focus in a frame", many_tabs, focus="frame", with_peers=False),
    Cell("worker asleep", idle, with_peers=False, asleep=True),
    Cell("worker asleep, focus in a frame", idle, focus="frame", with_peers=False, asleep=True),
    Cell("by the browser's command", idle, with_peers=False, by_command=True),
    Cell("decoy answers after 2 s", slow_decoy, runs=10),
    GoneCell("nothing to go back to", runs=10),
)
