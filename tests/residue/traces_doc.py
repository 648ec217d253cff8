"""Writes ``docs/traces.md`` from the ledger, the measured rows and the reasons."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tests.residue import help_table, results
from tests.residue.reasons import MODULES, reason_for
from tests.residue.scenario import (
    CONTROL,
    KILLED,
    KILLED_RESTARTED,
    MOMENTS,
    OPEN,
    QUIT,
    RESTARTED,
    TYPED_CONTROL,
    WAYS,
    WITHOUT_EXTENSION,
)

ROOT = Path(__file__).parents[2]
FILE = ROOT / "docs/traces.md"
LETTERS = {OPEN: "O", QUIT: "Q", RESTARTED: "R", KILLED: "K", KILLED_RESTARTED: "L"}
ONLY_QUERY = ["query"]
NAMES = {"chromium": "Chromium", "firefox": "Firefox"}

INTRODUCTION = Path(__file__).with_name("introduction.md")
LEGEND = """\
Read a cell as the moments at which the store still named the visit: **O** the browser open for
12 s, **Q** after a clean quit, **R** after another start and quit, **K** after SIGKILL, **L** after
SIGKILL, another start and quit. In small letters, and after a plus: it held nothing but the words
that were searched for, on the search engine's own page. "·": nothing.
"""
MUTANTS = """\
## Is the search able to see a module missing?

One module of the ledger is taken out, and the visit is left by escape: these stores name it then,
or name more of it, in two runs of two, and not in two or three runs with it. For `clearSiteData`,
`cookies` and `siteStorage` the site keeps its storage. "nothing": the module does nothing in that
browser, or another one's work covers it (in Firefox a download goes with its row, and
`clearSiteData` takes what `siteStorage` would), or, as `decoyRows`, it erases no word of the visit.
"""


def write_measured() -> None:
    """Write the page, and the help page's table, from what is measured so far."""
    help_table.write_measured()
    FILE.write_text(text(results.load(), results.load_mutants()))


def text(measured: results.Results, mutants: dict[str, dict[str, list[str]]]) -> str:
    """The page. Only what was measured appears: a way of leaving that was not is left out."""
    parts = [
        INTRODUCTION.read_text(),
        _ledger(),
        "## What is left, by way of leaving",
        LEGEND,
    ]
    for browser, name in NAMES.items():
        runs = [run for run in measured.values() if run["browser"] == browser]
        if runs:
            version = runs[0]["version"]
            parts += [f"### {name} {version}", _stores(runs), *_notes(runs), _why(browser, runs)]
    if mutants:
        parts += [MUTANTS, _mutants(mutants)]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _ledger() -> str:
    done = subprocess.run(
        ["node", str(Path(__file__).with_name("ledger.mjs"))],
        capture_output=True,
        text=True,
        check=True,
    )
    ledger: dict[str, list[dict[str, str]]] = json.loads(done.stdout)
    scopes = {
        browser: {row["kind"]: row["scope"] for row in rows} for browser, rows in ledger.items()
    }
    return _table(
        ["Kind", "Scope in Chromium", "Scope in Firefox", "How"],
        [
            [kind, scope, scopes["firefox"][kind], MODULES[kind]]
            for kind, scope in scopes["chromium"].items()
        ],
    )


def _mutants(mutants: dict[str, dict[str, list[str]]]) -> str:
    rows = [
        [module, *(", ".join(mutants[browser].get(module, [])) or "nothing" for browser in NAMES)]
        for module in mutants["chromium"]
    ]
    return _table(["Without", *NAMES.values()], rows)


def _stores(runs: Sequence[Any]) -> str:
    ways = [way for way in WAYS if any(run["leaving"] == way for run in runs)]
    stores = sorted({finding["store"] for run in runs for finding in run["findings"]})
    rows = [[store, *(_cell(runs, way, store) for way in ways)] for store in stores]
    rows.append(
        ["**Stores at the end** (controls: ever seen)", *(_at_the_end(runs, way) for way in ways)]
    )
    return _table(["Store", *ways], rows)


def _cell(runs: Sequence[Any], way: str, store: str) -> str:
    findings = [f for f in _of(runs, way)["findings"] if f["store"] == store]
    kinds = {finding["moment"]: finding["kinds"] for finding in findings}
    letters = [
        LETTERS[moment].lower() if kinds[moment] == ONLY_QUERY else LETTERS[moment]
        for moment in MOMENTS
        if moment in kinds
    ]
    return "".join(letters) or "·"


def _at_the_end(runs: Sequence[Any], way: str) -> str:
    """Of a control all stores that were ever seen, else the stores at the run's last moment."""
    run = _of(runs, way)
    last = run["looks"] if way in (CONTROL, TYPED_CONTROL) else run["looks"][-1:]
    findings = [finding for finding in run["findings"] if finding["moment"] in last]
    site = {finding["store"] for finding in findings if finding["kinds"] != ONLY_QUERY}
    query = {finding["store"] for finding in findings} - site
    return f"{len(site)} + {len(query)}" if query else str(len(site))


def _of(runs: Sequence[Any], way: str) -> Any:
    (run,) = (run for run in runs if run["leaving"] == way)
    return run


def _notes(runs: Sequence[Any]) -> Iterable[str]:
    for run in runs:
        for note in run["notes"]:
            yield f"- *{run['leaving']}*: {note}."


def _why(browser: str, runs: Sequence[Any]) -> str:
    left: dict[str, set[str]] = {}
    for run in runs:
        if run["leaving"] not in WITHOUT_EXTENSION:
            for finding in run["findings"]:
                # what a later start erases is said by the table itself
                if finding["moment"] in (QUIT, RESTARTED, KILLED_RESTARTED) and _is_after(
                    run, finding
                ):
                    left.setdefault(finding["store"], set()).update(finding["kinds"])
    rows = [
        [store, ", ".join(sorted(kinds)), reason_for(browser, store)]
        for store, kinds in sorted(left.items())
    ]
    return "What stays after leaving, and why:\n\n" + _table(
        ["Store", "Holds", "Why, and what is planned"], rows
    )


def _is_after(run: Any, finding: Any) -> bool:
    """Whether the extension had had its turn: quitting in mid-visit leaves it to the next start."""
    return not (run["leaving"] == "quit" and finding["moment"] == QUIT)


def remaining(measured: results.Results) -> dict[str, set[str]]:
    """Browser → stores that any way of leaving leaves when the extension has had its turn."""
    left: dict[str, set[str]] = {}
    for run in measured.values():
        if run["leaving"] in WITHOUT_EXTENSION:
            continue
        for finding in run["findings"]:
            if finding["moment"] in (QUIT, RESTARTED, KILLED_RESTARTED) and _is_after(run, finding):
                left.setdefault(run["browser"], set()).add(finding["store"])
    return left


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
