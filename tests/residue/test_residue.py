"""The short form of the residue table: what an escape leaves in files, against a baseline.

``make residue`` measures every way of leaving and writes ``docs/traces.md``.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.browser.support.sites import Sites
from tests.residue import results, traces_doc
from tests.residue.measure import BROWSERS, measure
from tests.residue.reasons import has_reason
from tests.residue.scenario import CONTROL, ESCAPE, QUIT

BASELINE: dict[str, dict[str, list[str]]] = json.loads(
    Path(__file__).with_name("baseline.json").read_text()
)
"""Browser → store → kinds of words that it may hold after an escape and a quit. It gets only
shorter.
"""

SEES_AT_LEAST = {"chromium": 20, "firefox": 15}
"""With fewer stores found in a control the harness would be blind."""


@pytest.mark.parametrize("browser", sorted(BROWSERS))
@pytest.mark.long_in("firefox")
def test_without_the_extension_the_visit_is_seen_in_many_stores(
    browser: str, sites: Sites, extensions: dict[str, Path]
) -> None:
    run = measure(browser, CONTROL, sites, extensions[browser], quick=True)
    stores = {finding.store for finding in run.findings}
    assert len(stores) >= SEES_AT_LEAST[browser], sorted(stores)


@pytest.mark.parametrize("browser", sorted(BROWSERS))
def test_after_an_escape_and_a_quit_no_store_beyond_the_baseline_names_the_visit(
    browser: str, sites: Sites, extensions: dict[str, Path]
) -> None:
    run = measure(browser, ESCAPE, sites, extensions[browser], quick=True)
    beyond = {
        finding.store: kinds
        for finding in run.findings
        if finding.moment == QUIT
        and (kinds := set(finding.kinds) - set(BASELINE[browser].get(finding.store, [])))
    }
    assert beyond == {}
    called_by_it = {finding.store for finding in run.findings if "name" in finding.where}
    assert called_by_it == set(), "no file's own name says what was visited"


def test_every_store_that_is_left_has_its_reason_written_down() -> None:
    left = traces_doc.remaining(results.load())
    assert set(left) == set(BROWSERS), "both browsers have been measured"
    unexplained = [
        (browser, store)
        for browser, stores in left.items()
        for store in sorted(stores)
        if not has_reason(browser, store)
    ]
    assert unexplained == []


def test_the_page_says_what_was_measured() -> None:
    measured = traces_doc.text(results.load(), results.load_mutants())
    assert traces_doc.FILE.read_text() == measured, "run `make residue`"
