"""Development packages that the build makes use of, in the version that ``package.json`` pins."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


class NotSetUpError(Exception):
    """Something that ``make setup`` brings is not there, or in another version than the pinned."""


@dataclass(frozen=True)
class Pinned:
    """A package of ``node_modules`` as it is pinned. ``license`` is its SPDX name."""

    folder: Path
    version: str
    license: str


def pinned(name: str, root: Path = ROOT) -> Pinned:
    """The package ``name`` of ``node_modules`` below ``root``.

    Raises:
        NotSetUpError: see there.
    """
    folder = root / "node_modules" / name
    version = json.loads((root / "package.json").read_bytes())["devDependencies"][name]
    try:
        facts = json.loads((folder / "package.json").read_bytes())
    except FileNotFoundError:
        raise NotSetUpError(f"{folder} is missing: run `make setup`") from None
    if facts["version"] != version:
        raise NotSetUpError(f"{folder} is {facts['version']}, not {version}: run `make setup`")
    return Pinned(folder, version, facts["license"])
