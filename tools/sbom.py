"""Bills of materials in CycloneDX: what the extension and the companion are made of.

``python -m tools.sbom DIR`` writes ``DIR/extension.cdx.json``, ``DIR/companion.cdx.json`` and
``DIR/tools.cdx.json``. What the extension ships that is not ours is named by the build
(``tools/packaging/library.py``); the tools are those of its development, from npm's lock file.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.packaging.library import NAME

ROOT = Path(__file__).parents[1]
COMPANION = "sidestep-companion"


def extension_bill() -> Bom:
    """The extension, and the one library that the build puts into its packages."""
    manifest = json.loads((ROOT / "extension/manifest.json").read_text())
    bill = Bom()
    bill.metadata.component = Component(
        type=ComponentType.APPLICATION,
        name="sidestep-extension",
        version=manifest["version"],
        bom_ref="sidestep-extension",
    )
    facts = json.loads((ROOT / "node_modules" / NAME / "package.json").read_text())
    link = PackageURL(type="npm", name=NAME, version=facts["version"])
    library = Component(
        type=ComponentType.LIBRARY,
        name=NAME,
        version=facts["version"],
        purl=link,
        bom_ref=link.to_string(),
        licenses=[DisjunctiveLicense(id=facts["license"])],
    )
    bill.components.add(library)
    bill.register_dependency(bill.metadata.component, [library])
    return bill


def companion_bill() -> Bom:
    """The companion and all that it needs to run, with the versions that are installed here."""
    root = _component(COMPANION, ComponentType.APPLICATION)
    bill = Bom()
    bill.metadata.component = root
    made = {COMPANION: root}
    waiting = [COMPANION]
    while waiting:
        name = waiting.pop()
        needed = _needed_by(name)
        for other in needed - made.keys():
            made[other] = _component(other, ComponentType.LIBRARY)
            bill.components.add(made[other])
            waiting.append(other)
    for name, component in made.items():
        bill.register_dependency(component, [made[other] for other in sorted(_needed_by(name))])
    return bill


def as_text(bill: Bom) -> str:
    """The bill as JSON.

    Raises:
        ValueError: it breaks the schema.
    """
    text = JsonV1Dot6(bill).output_as_string(indent=2)
    if problem := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        raise ValueError(str(problem))
    return text


def _component(name: str, kind: ComponentType) -> Component:
    version = distribution(name).version
    link = PackageURL(type="pypi", name=name, version=version)
    return Component(type=kind, name=name, version=version, purl=link, bom_ref=link.to_string())


def _needed_by(name: str) -> set[str]:
    """What a distribution requires without extras, or with those that the companion asks for."""
    extras = _extras().get(name, {""})
    needed: set[str] = set()
    for line in distribution(name).requires or []:
        requirement = Requirement(line)
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in extras):
            needed.add(canonicalize_name(requirement.name))
    return needed


def _extras() -> dict[str, set[str]]:
    asked = [Requirement(line) for line in distribution(COMPANION).requires or []]
    return {canonicalize_name(one.name): {"", *one.extras} for one in asked}


def main(arguments: list[str] | None = None) -> int:
    """Write the three bills and print their paths."""
    folder = Path((arguments or sys.argv[1:] or ["dist"])[0])
    folder.mkdir(parents=True, exist_ok=True)
    npm = subprocess.run(
        ["npm", "sbom", "--sbom-format", "cyclonedx", "--package-lock-only"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    bills = {
        "extension": as_text(extension_bill()),
        "companion": as_text(companion_bill()),
        "tools": npm.stdout,
    }
    for name, text in bills.items():
        file = folder / f"{name}.cdx.json"
        file.write_text(text)
        print(file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
