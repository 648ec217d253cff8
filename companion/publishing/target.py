"""The target that clients download: the list in canonical JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final, Protocol

from tuf.api.metadata import TargetFile, Targets

from companion.entries.models import KEEP, SearchTerm
from companion.publishing.files import LIST_NAME
from companion.signing.roles import TARGETS, expiry

FORMAT: Final = 1

MASS_REMOVAL_FIELD: Final = "x-sidestep-mass-removal"
"""Signed beside the list: the version of targets that last removed more than a release may without
saying so (docs/adr/0006)."""


class Listed(Protocol):
    """An entry as far as clients get to know it."""

    @property
    def host(self) -> str: ...
    @property
    def subdomains(self) -> bool: ...
    @property
    def paths(self) -> tuple[str, ...]: ...
    @property
    def storage(self) -> str: ...


def list_target(entries: Iterable[Listed], search_terms: Iterable[SearchTerm]) -> bytes:
    """Return the bytes of ``list/sites-v1.json``: the same list gives the same bytes.

    Entries are sorted by their labels from the right, so that a site stands beside its subdomains;
    keys are sorted, no space is written. Names, categories and evidence stay here.
    """
    content = {
        "format": FORMAT,
        "entries": [_wire(entry) for entry in sorted(entries, key=_reversed_labels)],
        "searches": [
            {"term": each.term, "language": each.language}
            for each in sorted(search_terms, key=lambda each: (each.language, each.term))
        ],
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def list_targets(
    content: bytes, version: int, *, mass_removal: int | None, at: datetime
) -> Targets:
    """Return unsigned targets metadata that names ``content`` as the list, and nothing else."""
    target = TargetFile.from_data(LIST_NAME, content, ["sha256"])
    if mass_removal is not None:
        target.unrecognized_fields["custom"] = {MASS_REMOVAL_FIELD: mass_removal}
    return Targets(version=version, expires=expiry(TARGETS, at=at), targets={LIST_NAME: target})


def mass_removal_of(targets: Targets) -> int | None:
    """Return the version that was signed as a mass removal last; None if there was none."""
    custom = targets.targets[LIST_NAME].custom or {}
    version = custom.get(MASS_REMOVAL_FIELD)
    return version if isinstance(version, int) else None


def _wire(entry: Listed) -> dict[str, Any]:
    wire: dict[str, Any] = {"host": entry.host, "subdomains": entry.subdomains}
    if entry.paths:
        wire["paths"] = sorted(entry.paths)
    if entry.storage == KEEP:
        wire["storage"] = KEEP
    return wire


def _reversed_labels(entry: Listed) -> list[str]:
    return entry.host.split(".")[::-1]
