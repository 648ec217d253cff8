"""The escape's benchmark: every cell in both browsers, ours first, each peer below it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from selenium.common.exceptions import WebDriverException

from benchmarks.escape.armed import arming
from benchmarks.escape.cells import CELLS, Cell, Samples, Say
from benchmarks.escape.parts import ARMING, taken
from benchmarks.escape.samples import STORE, Kept, median, p99
from benchmarks.escape.stage import BROWSERS, build_extensions
from benchmarks.escape.ways import GOVUK, OURS, QUICK
from benchmarks.escape.words import ARMED, FIGURES, INTRO, NOTES, TITLE, versions
from benchmarks.options import Options
from benchmarks.report import Report, Value
from tests.browser.support.observer import ObserverError

COLUMNS = [f"{name}, {what}" for name in ("Chromium", "Firefox") for what in ("median", "p99")]
ARMING_RUNS = 30
PACKAGES = ("govuk-frontend",)
BROKEN = (OSError, RuntimeError, ObserverError, WebDriverException)
"""What a browser that is too busy, or has ended, comes to."""

Take = Callable[[Say], Samples | None]


def measure(options: Options) -> Report:
    """Measure the parts that ``options`` asks for; those measured before are taken as they are.

    A part that cannot be measured is said and ends no other.
    """
    kept = Kept(options.folder / "escape.json" if options.quick else STORE)
    extensions = build_extensions(options.folder)
    for browser in BROWSERS:
        for part, take in _parts(browser, extensions[browser], options).items():
            name = f"{browser}/{part}"
            if options.wants(name):
                measure_part(name, take, kept, options)
    return report(kept)


def _parts(browser: str, extension: Path, options: Options) -> dict[str, Take]:
    def of(cell: Cell) -> Take:
        return lambda say: cell.measure(browser, extension, options.quick, say)

    def navigation(say: Say) -> Samples:
        return arming(browser, extension, options.folder, options.runs(ARMING_RUNS), say)

    return {**{cell.name: of(cell) for cell in CELLS}, ARMING: navigation}


def measure_part(name: str, take: Take, kept: Kept, options: Options) -> None:
    """Measure one part and keep it; one that cannot be measured is said, and raises nothing."""
    began = time.monotonic()

    def say(what: str) -> None:
        options.say(f"{name}: {what} ({time.monotonic() - began:.0f} s)")

    say("begins")
    try:
        kept.keep(name, take(say))
    except BROKEN as error:
        say(f"not measured, {type(error).__name__}: {error}")


def report(kept: Kept) -> Report:
    """Write down what was measured, and what was not."""
    notes = [*NOTES, versions(), taken(kept)]
    result = Report(TITLE, INTRO, COLUMNS, notes=notes, packages=PACKAGES)
    for cell in CELLS:
        for what, words in FIGURES.items():
            if what == "page" and cell.focus == "page":
                continue  # the focus is all there is to hide
            rows = [(who, _row(kept, cell.name, who, what)) for who in (OURS, GOVUK, QUICK)]
            _add(result, f"{cell.name}: {words}", rows)
    for which, figures in ARMED.items():
        rows = [(name, _row(kept, ARMING, which, what)) for what, name in figures.items()]
        _add(result, f"navigation to {which}", rows)
    return result


def _add(result: Report, figure: str, rows: list[tuple[str, list[Value]]]) -> None:
    measured = [row for row in rows if any(value is not None for value in row[1])]
    if measured:
        result.add(figure, measured[0], *measured[1:])


def _row(kept: Kept, cell: str, who: str, what: str) -> list[Value]:
    row: list[Value] = []
    for browser in BROWSERS:
        values = kept.values(f"{browser}/{cell}", who, what)
        row += [median(values), p99(values)]
    return row
