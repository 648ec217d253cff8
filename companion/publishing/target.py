"""The target that clients download: the list in canonical JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from companion.entries.models import Entry, SearchTerm

FORMAT: Final = 1


def list_target(entries: Iterable[Entry], search_terms: Iterable[SearchTerm]) -> bytes:
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


def _wire(entry: Entry) -> dict[str, Any]:
    wire: dict[str, Any] = {"host": entry.host, "subdomains": entry.subdomains}
    if entry.paths:
        wire["paths"] = sorted(entry.paths)
    return wire


def _reversed_labels(entry: Entry) -> list[str]:
    return entry.host.split(".")[::-1]
