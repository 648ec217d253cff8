"""The bills of materials say what is shipped."""

from __future__ import annotations

import json
import re
from importlib.metadata import version
from pathlib import Path

from tools import sbom
from tools.packaging.library import LICENSE, NAME, SCRIPT, library_files

EXTENSION = Path(__file__).parents[2] / "extension"
FOREIGN = re.compile(r"(?i)@license\b|copyright\b|\(c\) \d{4}|node_modules|https://(?:cdn|unpkg)\.")


def test_the_extension_has_one_foreign_component_and_its_own_tree_none() -> None:
    bill = json.loads(sbom.as_text(sbom.extension_bill()))
    assert bill["metadata"]["component"]["name"] == "sidestep-extension"
    pinned = json.loads((EXTENSION.parent / "package.json").read_text())["devDependencies"]
    (library,) = bill["components"]
    assert library["purl"] == f"pkg:npm/{NAME}@{pinned[NAME]}"
    assert library["licenses"] == [{"license": {"id": "Apache-2.0"}}]
    assert set(library_files()) == {SCRIPT, LICENSE}, "that is all of it in a package"
    scripts = list(EXTENSION.rglob("*.js"))
    assert len(scripts) > 50
    assert [str(file) for file in scripts if FOREIGN.search(file.read_text())] == []


def test_the_companion_names_all_that_it_runs_on_and_no_development_tool() -> None:
    bill = json.loads(sbom.as_text(sbom.companion_bill()))
    versions = {part["name"]: part["version"] for part in bill["components"]}
    for name in ("flask", "werkzeug", "tuf", "cryptography", "sqlalchemy"):
        assert versions[name] == version(name)
    assert not {"pytest", "selenium", "ruff", "cyclonedx-python-lib"} & versions.keys()
    assert all(part["purl"].startswith("pkg:pypi/") for part in bill["components"])
