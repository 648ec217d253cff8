"""Samples on disk, so that a long benchmark can be made cell by cell, and what they come to."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.report import Value, middle

STORE: Final = Path(__file__).parents[2] / "var" / "bench" / "escape.json"
NEVER: Final = "never"
Measured = dict[str, dict[str, list[dict[str, float | None]]] | None]
"""By ``browser/cell``, then by who."""


class Kept:
    """Samples in ``file``; a cell that is measured again replaces what was there of it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.measured: Measured = json.loads(file.read_text()) if file.exists() else {}

    def keep(self, name: str, samples: dict[str, list[dict[str, float | None]]] | None) -> None:
        self.measured[name] = samples
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(json.dumps(self.measured, indent=1))

    def values(self, name: str, who: str, what: str) -> list[float | None] | None:
        """The samples of one figure; None where it was not measured."""
        taken = (self.measured.get(name) or {}).get(who, [])
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
