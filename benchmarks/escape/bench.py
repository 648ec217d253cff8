"""The escape's benchmark: every cell in both browsers, ours first, each peer below it."""

from __future__ import annotations

from pathlib import Path

from benchmarks.escape.armed import arming
from benchmarks.escape.cells import CELLS, Cell
from benchmarks.escape.samples import STORE, Kept, median, p99
from benchmarks.escape.stage import BROWSERS, build_extensions
from benchmarks.escape.ways import GOVUK, OURS, QUICK
from benchmarks.escape.words import ARMED, FIGURES, INTRO, NOTES, TITLE, versions
from benchmarks.options import Options
from benchmarks.report import Report, Value

COLUMNS = [f"{name}, {what}" for name in ("Chromium", "Firefox") for what in ("median", "p99")]
ARMING = "navigation"
ARMING_RUNS = 30
PACKAGES = ("govuk-frontend",)


def measure(options: Options) -> Report:
    """Measure the cells that ``options`` asks for; those measured before are taken as they are."""
    kept = Kept(options.folder / "escape.json" if options.quick else STORE)
    extensions = build_extensions(options.folder)
    for browser in BROWSERS:
        for cell in CELLS:
            if options.wants(f"{browser}/{cell.name}"):
                _measure(cell, browser, extensions[browser], kept, options)
        # only when asked for by name: its probe does not report yet, and it must not end the others
        if ARMING in options.part and options.wants(f"{browser}/{ARMING}"):
            options.say(f"{browser}: {ARMING}")
            runs = options.runs(ARMING_RUNS)
            taken = arming(browser, extensions[browser], options.folder, runs)
            kept.keep(f"{browser}/{ARMING}", taken)
    return report(kept)


def _measure(cell: Cell, browser: str, extension: Path, kept: Kept, options: Options) -> None:
    options.say(f"{browser}: {cell.name}")
    name = f"{browser}/{cell.name}"
    kept.keep(name, cell.measure(browser, extension, options.runs(cell.runs)))


def report(kept: Kept) -> Report:
    """Write down what was measured."""
    result = Report(TITLE, INTRO, COLUMNS, notes=[*NOTES, versions()], packages=PACKAGES)
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
