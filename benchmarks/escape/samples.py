"""Samples on disk, so that a long benchmark can be made cell by cell, and what they come to."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypedDict

from benchmarks.report import Value, middle

STORE: Final = Path(__file__).parents[2] / "var" / "bench" / "escape.json"
NEVER: Final = "never"
Samples = dict[str, list[dict[str, float | None]]]
"""By who."""


class Run(TypedDict):
    """``at``: when it was measured last, ``load``: of the machine then, over one minute.
    ``samples`` is None where this machine cannot make the condition.
    """

    at: str
    load: float
    samples: Samples | None


class Kept:
    """Samples in ``file``, by ``browser/cell``; a cell that is measured again replaces what was
    there of it.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._runs: dict[str, Run] = json.loads(file.read_text()) if file.exists() else {}

    def keep(self, name: str, samples: Samples | None) -> None:
        now = f"{datetime.now(UTC):%Y-%m-%d %H:%M}"
        self._runs[name] = {"at": now, "load": os.getloadavg()[0], "samples": samples}
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(json.dumps(self._runs, indent=1))

    def run(self, name: str) -> Run | None:
        """None where it was never measured."""
        return self._runs.get(name)

    def values(self, name: str, who: str, what: str) -> list[float | None] | None:
        """The samples of one figure; None where it was not measured."""
        run = self._runs.get(name)
        taken = ((run and run["samples"]) or {}).get(who, [])
        return [sample[what] for sample in taken if what in sample] or None


def median(values: Sequence[float | None] | None) -> Value:
    """The median, "never" counted as longer than anything."""
    if values is None:
        return None
    found = middle([math.inf if value is None else value for value in values])
    return NEVER if math.isinf(found) else found


def p99(values: Sequence[float | None] | None) -> Value:
    """The 99th percentile by nearest rank: with fewer than a hundred values the greatest."""
    if values is None:
        return None
    ordered = sorted(math.inf if value is None else value for value in values)
    found = ordered[math.ceil(0.99 * len(ordered)) - 1]
    return NEVER if math.isinf(found) else found
