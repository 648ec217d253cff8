"""The past of an entry, in words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from companion.audit.models import Event, Record

_WORDS: Final = {
    "entry.add": "added it",
    "entry.edit": "changed it",
    "entry.approve": "approved it",
    "entry.remove": "took it off the list",
    "entry.propose-removal": "proposed to remove it",
    "entry.keep": "dropped the proposal to remove it",
    "finding.dismiss": "put a finding aside",
}


@dataclass(frozen=True)
class Change:
    """One field that an edit changed, as text."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Told:
    """One record, for people. ``number`` is that of the audit trail."""

    number: int
    at: datetime
    person: str
    what: str
    remark: str
    changes: tuple[Change, ...]


def told(record: Record) -> Told:
    """Return what ``record`` says."""
    event = record.event
    changes = _changes(event)
    return Told(
        number=record.number,
        at=event.at,
        person=event.person or "somebody",
        what=_WORDS.get(event.action, event.action),
        remark="" if changes else event.detail,
        changes=changes,
    )


def _changes(event: Event) -> tuple[Change, ...]:
    if event.action != "entry.edit":
        return ()
    read: dict[str, Any] = json.loads(event.detail)
    return tuple(
        Change(name, _text(before), _text(after)) for name, (before, after) in read.items()
    )


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return " ".join(map(str, value)) or "the whole host"
    return str(value) or "nothing"
