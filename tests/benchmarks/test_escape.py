"""The escape's benchmark presses real keys, sees the screen, and says who is measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.escape.samples import NEVER, Kept, median, p99
from benchmarks.run import main

CELL = "chromium/decoy answers after 2 s"


def test_a_short_run_sees_pages_hidden_and_decoys_drawn(tmp_path: Path) -> None:
    assert main(["escape", "--quick", "--part", CELL, "--out", str(tmp_path)]) == 0

    text = (tmp_path / "escape.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines()]
    figures = {tuple(row[:2]): row[2] for row in rows if len(row) > 2}
    hidden = figures["decoy answers after 2 s: press → what had the focus is hidden", "Sidestep"]
    assert 0 < float(hidden) < 2000, "it does not wait for the network"
    drawn = figures["decoy answers after 2 s: press → the decoy is drawn", "Sidestep"]
    assert float(drawn.replace(",", "")) > 2000, "the clock began with the press"
    assert {who for _, who in figures} >= {"GOV.UK Exit this page", "quick-exit link"}


@pytest.mark.parametrize(
    ("values", "middle", "worst"),
    [
        ([3.0, 1.0, 2.0], 2.0, 3.0),
        ([*range(1, 201)], 100.5, 198),
        ([1.0, None, 2.0], 2.0, NEVER),
        ([1.0, None, None], NEVER, NEVER),
        (None, None, None),
    ],
)
def test_what_never_came_counts_as_longer_than_anything(
    values: list[float | None] | None, middle: float | str | None, worst: float | str | None
) -> None:
    assert (median(values), p99(values)) == (middle, worst)


def test_a_cell_measured_again_replaces_itself_alone(tmp_path: Path) -> None:
    file = tmp_path / "samples.json"
    Kept(file).keep("one", {"ours": [{"focus": 1.0}]})
    Kept(file).keep("two", {"ours": [{"focus": 2.0}]})
    Kept(file).keep("one", {"ours": [{"focus": None}]})
    again = Kept(file)
    assert again.values("one", "ours", "focus") == [None]
    assert again.values("two", "ours", "focus") == [2.0]
    assert again.values("two", "ours", "gone") is None
