"""The benchmarks run, say who is measured against whom, and measure the same list each time."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.list.entries import addresses, entries
from benchmarks.report import Report
from benchmarks.run import main
from companion.entries.hosts import normalise_host
from companion.entries.models import MAX_PATHS
from companion.publishing.target import list_target

DOCS = Path(__file__).parents[2] / "docs"
PEERS = ("tuf-js", "python-tuf", "plain loop", "tldts + Set", "@ghostery/adblocker")


def test_a_short_run_measures_each_peer_writes_its_table_and_finds_small_checks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["list", "--quick", "--without-browser", "--out", str(tmp_path)]) == 0

    table = (tmp_path / "list.md").read_text(encoding="utf-8")
    assert capsys.readouterr().out == table
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()]
    for peer in PEERS:
        assert any(row[1] == peer and "×)" in row[2] for row in rows if len(row) > 2), peer
    (bodies,) = (row[2] for row in rows if row and row[0] == "Unchanged check, bodies (bytes)")
    assert 0 < int(bodies) < 1_000


def test_a_benchmark_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["flight"])
    assert "no such benchmark: flight" in capsys.readouterr().err


def test_ratios_are_to_our_own_figure() -> None:
    report = Report("Title", "Intro.", ["10", "20"])
    report.add("Time (ms)", ("ours", [2.0, None]), ("peer", [5.0, 7.0]), digits=1)

    text = report.markdown(at=datetime(2026, 1, 1, tzinfo=UTC))
    assert "| Time (ms) | ours | 2.0 | – |" in text
    assert "|  | peer | 5.0 (2.5×) | 7.0 |" in text
    assert "2026-01-01" in text


def test_lists_are_the_same_each_time_and_would_be_accepted() -> None:
    listed = entries(2_000)
    assert list_target(listed, []) == list_target(entries(2_000), [])
    assert [normalise_host(entry.host, development=True) for entry in listed] == [
        entry.host for entry in listed
    ]
    assert len({entry.host for entry in listed}) == 2_000
    # ten times as many is what is supported
    assert 10 * sum(len(entry.paths) for entry in listed) <= MAX_PATHS


def test_addresses_are_as_many_as_asked_for() -> None:
    assert {kind: len(urls) for kind, urls in addresses(entries(100), 50).items()} == {
        "hit": 50,
        "miss": 50,
        "path": 50,
    }


def test_the_page_on_cost_computes_with_what_was_measured() -> None:
    cost, table = (
        (DOCS / name).read_text(encoding="utf-8") for name in ("cost.md", "bench/list.md")
    )
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()]
    at = next(row for row in rows if row[:1] == ["Figure"]).index("20,000")
    for name, figure in (("Unchanged", "Unchanged check"), ("Changed", "Check that brings it")):
        first = next(n for n, row in enumerate(rows) if row[:1] == [f"{figure}, bodies (bytes)"])
        measured = [number(rows[n][at].split()[0]) for n in (first, first + 1)]
        (line,) = (line for line in cost.splitlines() if line.startswith(f"| **{name}**"))
        used = [number(cell) for cell in line.split("|")[3:5]]
        # signatures compress to a byte more or less in each run
        assert used == pytest.approx(measured, rel=0.01), name


def number(text: str) -> int:
    return int(text.replace(",", ""))
