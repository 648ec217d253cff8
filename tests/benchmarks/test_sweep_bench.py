"""The sweep's benchmark finds and erases what it times."""

from __future__ import annotations

from pathlib import Path

from benchmarks.run import main


def test_a_short_run_erases_all_that_is_listed_both_ways_and_leaves_by_the_key(
    tmp_path: Path,
) -> None:
    assert main(["sweep", "--quick", "--out", str(tmp_path)]) == 0

    text = (tmp_path / "sweep.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines()]
    ours = {row[0]: float(row[2].replace(",", "")) for row in rows if row[1:2] == ["Sidestep"]}
    assert 0 < ours["Look for older rows"] < ours["Look and erase"]
    assert 0 < ours["Escape, shown"] < ours["Escape, all"]
    assert "erased 20 of 20 rows" in text, "the peer came to its end"
