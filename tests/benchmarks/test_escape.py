"""The escape's benchmark presses real keys, sees the screen, and says who is measured."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.escape.bench import measure_part, report
from benchmarks.escape.cells import Samples, Say
from benchmarks.escape.page import DECOY
from benchmarks.escape.parts import PARTS
from benchmarks.escape.samples import NEVER, Kept, median, p99
from benchmarks.escape.stage import decoy_in_front
from benchmarks.options import Options
from benchmarks.run import main

CELL = "chromium/decoy answers after 2 s"
NAVIGATION = "chromium/navigation"
PAGE, NEW = 1, 2


def test_a_short_run_sees_pages_hidden_and_decoys_drawn(tmp_path: Path) -> None:
    assert main(["escape", "--quick", "--part", CELL, "--out", str(tmp_path)]) == 0

    text = (tmp_path / "escape.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines()]
    figures = {tuple(row[:2]): row[2] for row in rows if len(row) > 2}
    hidden = figures["decoy answers after 2 s: press → what had the focus is hidden", "Sidestep"]
    assert 0 < float(hidden) < 2000, "it does not wait for the network"
    drawn = figures["decoy answers after 2 s: press → the decoy is drawn", "Sidestep"]
    assert float(drawn.replace(",", "")) > 2000, "the clock began with the press"
    front = figures["decoy answers after 2 s: press → the decoy is in front", "Sidestep"]
    assert float(front.replace(",", "")) > 2000, "an empty tab in front is no decoy"
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


def test_a_short_run_sees_the_key_armed(tmp_path: Path) -> None:
    assert main(["escape", "--quick", "--part", NAVIGATION, "--out", str(tmp_path)]) == 0

    lines = (tmp_path / "escape.md").read_text(encoding="utf-8").splitlines()
    armed = [line.split("|")[3] for line in lines if "the key is armed" in line]
    assert len(armed) == 2, "of a visit's first page and of a later one"
    assert all(float(value) > 0 for value in armed)


@pytest.mark.parametrize(
    ("events", "moment"),
    [
        ([{"tabId": PAGE, "at": 50.0, "url": DECOY}], 50.0),
        ([{"tabId": NEW, "at": 30.0}, {"tabId": NEW, "at": 70.0, "url": DECOY}], 70.0),
        ([{"tabId": NEW, "at": 40.0, "url": DECOY}, {"tabId": NEW, "at": 90.0}], 90.0),
        ([{"tabId": NEW, "at": 40.0, "url": DECOY}], None),
        ([{"tabId": NEW, "at": 30.0}, {"tabId": NEW, "at": 60.0, "url": "about:blank"}], None),
    ],
    ids=["same tab", "new tab", "behind at first", "behind", "another page"],
)
def test_the_decoy_is_in_front_when_its_tab_is_and_its_address_is_committed(
    events: list[dict[str, int | float | str]], moment: float | None
) -> None:
    assert decoy_in_front(events, PAGE) == moment


def test_a_part_that_breaks_ends_no_other_and_keeps_its_old_samples(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = Kept(tmp_path / "samples.json")
    kept.keep("one", {"ours": [{"focus": 1.0}]})

    def breaks(_: Say) -> Samples:
        raise TimeoutError("the page was not to be seen")

    measure_part("one", breaks, kept, Options(tmp_path))
    assert "not measured, TimeoutError" in capsys.readouterr().err
    assert kept.values("one", "ours", "focus") == [1.0]


def test_the_report_names_the_parts_that_were_not_measured(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "samples.json")
    kept.keep(PARTS[0], {"Sidestep": [{"focus": 1.0}]})
    kept.keep(PARTS[1], None)
    text = report(kept).markdown(at=datetime.now(UTC))
    assert f"| {PARTS[0]} | Sidestep 1 |" in text
    assert f"| {PARTS[1]} | this machine cannot |" in text
    for part in PARTS[2:]:
        assert f"| {part} | **not measured** |" in text
    assert f"{len(PARTS) - 2} of {len(PARTS)} parts" in text
