"""The measured rows on disk: one object for each run, by browser and way of leaving."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.residue.scenario import Run

FILE = Path(__file__).with_name("results.json")
MUTANTS = Path(__file__).with_name("mutants.json")
"""Browser → missing module → stores that then name the visit and otherwise do not."""

Results = dict[str, dict[str, Any]]
"""``browser, leaving`` → ``{"browser", "leaving", "version", "looks": [moment], "notes": [text],
"findings": [{"moment", "store", "kinds", "where"}]}``."""


def load(file: Path = FILE) -> Results:
    if not file.exists():
        return {}
    loaded: Results = json.loads(file.read_text())
    return loaded


def load_mutants() -> dict[str, dict[str, list[str]]]:
    if not MUTANTS.exists():
        return {}
    loaded: dict[str, dict[str, list[str]]] = json.loads(MUTANTS.read_text())
    return loaded


def keep(run: Run, file: Path = FILE) -> None:
    """Replace the rows of the run's browser and way of leaving."""
    rows = load(file)
    findings = [asdict(finding) for finding in run.findings]
    for finding in findings:
        del finding["browser"], finding["leaving"]
    rows[f"{run.browser.name}, {run.leaving}"] = {
        "browser": run.browser.name,
        "leaving": run.leaving,
        "version": run.version,
        "looks": run.looks,
        "notes": run.notes,
        "findings": findings,
    }
    file.write_text(_text(rows))


def _text(rows: Results) -> str:
    """JSON with a finding on each line, so that a difference can be read."""
    runs = []
    for key in sorted(rows):
        facts = {name: value for name, value in rows[key].items() if name != "findings"}
        head = json.dumps(facts, sort_keys=True)[:-1]
        found = [json.dumps(finding, sort_keys=True) for finding in rows[key]["findings"]]
        runs.append(f'{json.dumps(key)}: {head}, "findings": [\n' + ",\n".join(found) + "\n]}")
    return "{\n" + ",\n".join(runs) + "\n}\n"
