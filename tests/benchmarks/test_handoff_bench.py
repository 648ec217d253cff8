"""The hand-off's benchmark hands pages over, and finds a difference that is there."""

from __future__ import annotations

import random
from pathlib import Path

from benchmarks.handoff.figures import difference, p95
from benchmarks.run import main

PART = "chromium/delay at 200"


def test_a_short_run_waits_for_the_private_window_and_names_its_peer(tmp_path: Path) -> None:
    assert main(["handoff", "--quick", "--part", PART, "--out", str(tmp_path)]) == 0

    text = (tmp_path / "handoff.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines()]
    at = next(n for n, row in enumerate(rows) if row[:1] and "a private window opens" in row[0])
    ours, peer, added = (row[1:3] for row in rows[at : at + 3])
    assert ours[0] == "Sidestep"
    assert peer[0] == "windows.create by a bare extension"
    assert float(ours[1].replace(",", "")) > 0
    assert "×)" in peer[1]
    assert added[0] == "added by Sidestep"


def test_a_difference_is_found_through_what_holds_up_both_and_none_where_none_is() -> None:
    chance = random.Random(0)
    theirs = [chance.gauss(500, 20) + (chance.random() < 0.1) * 700 for _ in range(200)]
    more = [each * chance.gauss(1.03, 0.02) for each in theirs]
    same = [each * chance.gauss(1, 0.02) for each in theirs]

    found, none = difference(more, theirs), difference(same, theirs)
    assert found is not None
    assert 2 < found.low < found.middle < found.high < 4
    assert none is not None
    assert none.low < 0 < none.high < 1
    assert difference(more[:5], theirs[:5]) is None


def test_the_95th_percentile_is_by_nearest_rank() -> None:
    assert p95([*range(1, 21)]) == 19
    assert p95([3.0]) == 3.0
