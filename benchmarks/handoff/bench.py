"""The hand-off's benchmark: every part in both browsers, ours first, each peer below it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.escape.samples import Kept
from benchmarks.handoff.delay import delays
from benchmarks.handoff.loads import loads
from benchmarks.handoff.stage import BROWSERS, build_extensions
from benchmarks.handoff.table import Samples, Taken, report
from benchmarks.options import Options
from benchmarks.report import Report

STORE = Path(__file__).parents[2] / "var" / "bench" / "handoff.json"
SIZES = (200, 20_000)
CLICKS = 20
ROUNDS, LOADS = 4, 50
"""The loads are measured in so many starts of the browsers: one start may be a slow one."""


@dataclass(frozen=True)
class Part:
    """What is measured in one start of the browsers, on a list of ``size``."""

    name: str
    size: int
    measure: Callable[[str, Path, int, int, Callable[[str], None]], Samples]
    runs: int


DELAY_PARTS = [Part(f"delay at {size:,}", size, delays, CLICKS) for size in SIZES]
LOAD_PARTS = [Part(f"loads {number}", SIZES[-1], loads, LOADS) for number in range(1, ROUNDS + 1)]


def measure(options: Options) -> Report:
    """Measure the parts that ``options`` asks for; those measured before are taken as they are."""
    kept = Kept(options.folder / "handoff.json" if options.quick else STORE)
    parts = [*DELAY_PARTS, *(LOAD_PARTS[:1] if options.quick else LOAD_PARTS)]
    built = cache(lambda size: build_extensions(options.folder / str(size), size))
    for browser in BROWSERS:
        for part in parts:
            name = f"{browser}/{part.name}"
            if options.browser and options.wants(name):
                options.say(name)
                extension = built(part.size)[browser]
                runs = options.runs(part.runs)
                kept.keep(name, part.measure(browser, extension, part.size, runs, options.say))
    return report(
        Taken(
            kept, {part.size: part.name for part in DELAY_PARTS}, [each.name for each in LOAD_PARTS]
        )
    )
