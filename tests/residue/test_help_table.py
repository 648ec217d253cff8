"""The help page says what was measured."""

from __future__ import annotations

from tests.residue import help_table, results


def test_the_help_page_shows_the_measured_rows() -> None:
    assert help_table.FILE.read_text() == help_table.text(results.load())


def test_a_store_that_still_names_the_site_is_said_as_such() -> None:
    finding = {"kinds": ["host"], "moment": "after a clean quit", "store": "History", "where": []}
    run = {"findings": [finding]}
    nothing: dict[str, list[dict[str, object]]] = {"findings": []}
    measured = {
        f"{browser}, {leaving}": (run if leaving == "escape" else nothing)
        for browser in ("chromium", "firefox")
        for leaving in ("escape", "nothing installed")
    }
    assert '"history": {\n      "without": "none",\n      "after": "names"' in help_table.text(
        measured
    )
