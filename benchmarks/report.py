"""A benchmark's result as Markdown: one table, the machine, the versions."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median

from benchmarks.node import PEERS, node_versions

Value = float | str | None


@dataclass(frozen=True)
class Row:
    """One figure of one contender; ``values`` are in the order of the report's columns.

    None is a figure that was not measured. ``against`` are our own values where the row is a
    peer's: its ratio to them is printed (2.0× is twice as much as ours).
    """

    figure: str
    who: str
    values: Sequence[Value]
    digits: int = 0
    against: Sequence[Value] | None = None


@dataclass
class Report:
    """What a bench hands back. ``notes`` are paragraphs below the table, ``packages`` the peers
    from npm.
    """

    title: str
    intro: str
    columns: Sequence[str]
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    packages: Sequence[str] = PEERS

    def add(
        self,
        figure: str,
        ours: tuple[str, Sequence[Value]],
        *peers: tuple[str, Sequence[Value]],
        digits: int = 0,
    ) -> None:
        """Add a figure: our row, then each peer's with its ratio."""
        who, values = ours
        self.rows.append(Row(figure, who, values, digits))
        for peer, theirs in peers:
            self.rows.append(Row("", peer, theirs, digits, against=values))

    def markdown(self, *, at: datetime) -> str:
        head = ["Figure", "Who", *self.columns]
        lines = [_line(head), _line(["---", "---", *("---:" for _ in self.columns)])]
        lines += [_line([row.figure, row.who, *_cells(row)]) for row in self.rows]
        parts = [
            f"# {self.title}",
            self.intro,
            "\n".join(lines),
            *self.notes,
            _measured(at, self.packages),
        ]
        return "\n\n".join(parts) + "\n"


def middle(samples: Sequence[float]) -> float:
    """Return the median; the only statistic here, because a busy machine has outliers."""
    return float(median(samples))


def spread(samples: Sequence[float]) -> str:
    """Return the quartiles, as a measure of how quiet the machine was."""
    ordered = sorted(samples)
    return f"{ordered[len(ordered) // 4]:.0f}–{ordered[3 * len(ordered) // 4]:.0f}"


def _cells(row: Row) -> list[str]:
    against = row.against or [None] * len(row.values)
    return [_cell(value, row.digits, ours) for value, ours in zip(row.values, against, strict=True)]


def _cell(value: Value, digits: int, ours: Value) -> str:
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    text = f"{value:,.{digits}f}"
    if isinstance(ours, float | int) and ours > 0:
        text += f" ({value / ours:,.1f}×)"
    return text


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _measured(at: datetime, packages: Sequence[str]) -> str:
    named = {**_versions(), **node_versions(packages)}
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return (
        f"Measured on {at:%Y-%m-%d}: {_processor()}, {os.cpu_count()} processors, load {load} "
        f"over 1, 5 and 15 minutes at the end; {platform.system()} {platform.release()}.\n"
        + "Versions: "
        + ", ".join(f"{name} {number}" for name, number in named.items())
        + "."
    )


def _versions() -> Mapping[str, str]:
    return {"Python": platform.python_version(), "python-tuf": version("tuf")}


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    if path.exists():
        for line in path.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.machine()
