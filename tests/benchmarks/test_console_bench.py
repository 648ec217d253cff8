"""The console's benchmark opens every page that it names."""

from __future__ import annotations

from pathlib import Path

from benchmarks.console.pages import PAGES, page_times
from benchmarks.options import Options


def test_a_short_run_times_every_page(tmp_path: Path) -> None:
    times = page_times(Options(tmp_path, quick=True))

    assert times.keys() == PAGES.keys()
    assert all(len(each) == 2 and min(each) > 0 for each in times.values())
    assert (Path(__file__).parents[2] / "docs/bench/console.md").is_file()
