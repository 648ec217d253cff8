"""Runs benchmarks and writes each one's table to the output and to ``docs/bench/NAME.md``.

Usage: ``python -m benchmarks.run [NAME…] [--quick] [--without-browser] [--part TEXT] [--out DIR]``.
Without names all of them run. ``--quick`` shows in a minute that they work; its figures mean
nothing. ``--part`` measures only the parts of ``escape`` or ``handoff`` whose name has TEXT in it,
for example "chromium/idle" or "firefox/delay".
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from benchmarks.console.bench import measure as measure_console
from benchmarks.escape.bench import measure as measure_escape
from benchmarks.handoff.bench import measure as measure_handoff
from benchmarks.list.bench import measure as measure_list
from benchmarks.options import Options
from benchmarks.report import Report
from benchmarks.sweep.bench import measure as measure_sweep

OUT: Final = Path(__file__).parents[1] / "docs" / "bench"
BENCHES: Final[dict[str, Callable[[Options], Report]]] = {
    "list": measure_list,
    "console": measure_console,
    "escape": measure_escape,
    "sweep": measure_sweep,
    "handoff": measure_handoff,
}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.run", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHES)}")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--without-browser", action="store_true")
    parser.add_argument("--part", default="", metavar="TEXT")
    parser.add_argument("--out", type=Path, default=OUT, metavar="DIR")
    given = parser.parse_args(arguments)
    if unknown := [name for name in given.names if name not in BENCHES]:
        parser.error(f"no such benchmark: {', '.join(unknown)}")
    given.out.mkdir(parents=True, exist_ok=True)
    for name in given.names or BENCHES:
        with tempfile.TemporaryDirectory(prefix=f"bench-{name}-") as folder:
            options = Options(Path(folder), given.quick, not given.without_browser, given.part)
            text = BENCHES[name](options).markdown(at=datetime.now(UTC))
        sys.stdout.write(text)
        (given.out / f"{name}.md").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
