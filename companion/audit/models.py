"""What the trail records, and the chain that holds it together."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from companion.errors import AuditError


@dataclass(frozen=True)
class Event:
    """One thing that somebody did.

    ``person`` is empty where the home knows no people (development). ``subject`` is what it was
    done to: a host, ``term:language`` of a search term, a person, ``release 4``, ``root 2``.
    """

    at: datetime
    person: str
    action: str
    subject: str
    detail: str = ""


@dataclass(frozen=True)
class Record:
    """An event in its place. ``number`` counts from 1, ``hash`` covers all that came before."""

    number: int
    event: Event
    hash: str


def next_record(event: Event, last: Record | None) -> Record:
    """Return ``event`` as the record after ``last``."""
    number = 1 if last is None else last.number + 1
    return Record(number, event, _hash(number, event, "" if last is None else last.hash))


def verify_chain(records: Iterable[Record], *, head: str | None = None) -> Record | None:
    """Recompute the chain and return its last record; None if there is none.

    Args:
        records: all of them, in order. head: a hash that was noted earlier. The chain alone cannot
        show that its end was cut off, or that all of it was written anew; that hash can.

    Raises:
        AuditError: a record was changed, put in or taken out, or ``head`` is not among them.
    """
    last: Record | None = None
    is_known = head is None
    for record in records:
        if record != next_record(record.event, last):
            raise AuditError(
                f"audit record {record.number} does not follow from the one before it:"
                " it or that one was changed"
            )
        is_known = is_known or record.hash == head
        last = record
    if not is_known:
        raise AuditError(f"no audit record has the hash {head}: the trail was cut or replaced")
    return last


def _hash(number: int, event: Event, previous: str) -> str:
    fields = [
        previous,
        number,
        f"{event.at:%Y-%m-%dT%H:%M:%SZ}",
        event.person,
        event.action,
        event.subject,
        event.detail,
    ]
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
