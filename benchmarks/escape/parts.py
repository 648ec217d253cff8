"""Which parts there are, when each was measured, and which were not."""

from __future__ import annotations

from typing import Final

from benchmarks.escape.cells import CELLS
from benchmarks.escape.samples import Kept
from benchmarks.escape.stage import BROWSERS

ARMING: Final = "navigation"
PARTS: Final = [
    f"{browser}/{part}" for browser in BROWSERS for part in (*(cell.name for cell in CELLS), ARMING)
]


def taken(kept: Kept) -> str:
    """Say of each part when it was measured, how often and at what load."""
    lines = ["| Part | Samples | Measured | Load |", "| --- | --- | --- | ---: |"]
    lines += [_line(part, kept) for part in PARTS]
    missing = sum(kept.run(part) is None for part in PARTS)
    said = (
        f"{missing} of {len(PARTS)} parts were not measured." if missing else "No part is missing."
    )
    table = "\n".join(lines)
    return f"""\
**What was measured when.** {said} Each part can be measured alone, the others stay as they are
(`make bench BENCH="escape --part firefox/idle"`). *Load*: the machine's over the last minute, at
the end of the part; the bench itself makes some of it.

{table}"""


def _line(part: str, kept: Kept) -> str:
    run = kept.run(part)
    if run is None:
        return f"| {part} | **not measured** | | |"
    if run["samples"] is None:
        return f"| {part} | this machine cannot | {run['at']} | |"
    counts = ", ".join(f"{who} {len(samples)}" for who, samples in run["samples"].items())
    return f"| {part} | {counts} | {run['at']} | {run['load']:.1f} |"
