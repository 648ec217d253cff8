"""Turns rows into entries and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime

from companion.entries.models import Entry, Form, Removal, State
from companion.entries.tables import EntryRow, PathRow


def entry_of(row: EntryRow) -> Entry:
    """Return the entry that ``row`` keeps."""
    removal = None
    if row.removal_at is not None:
        removal = Removal(row.removal_reason or "", row.removal_by or "", aware(row.removal_at))
    return Entry(
        host=row.host,
        paths=tuple(path.prefix for path in row.paths),
        subdomains=row.subdomains,
        name=row.name,
        category=row.category,
        country=row.country,
        language=row.language,
        evidence=row.evidence,
        state=State(row.state),
        added_at=aware(row.added_at),
        added_by=row.added_by,
        reviewers=tuple(review.person for review in row.reviews),
        contact=row.contact,
        storage=row.storage,
        version=row.version,
        authors=tuple(row.authors.split(",")) if row.authors else (),
        standing=_form(row.standing),
        removal=removal,
    )


def row_of(entry: Entry) -> EntryRow:
    """Return a new row that keeps ``entry``."""
    row = EntryRow(host=entry.host, added_at=naive(entry.added_at), added_by=entry.added_by)
    write(row, entry)
    return row


def write(row: EntryRow, entry: Entry) -> None:
    """Make ``row`` say what ``entry`` says, its reviews aside."""
    kept = {path.prefix: path for path in row.paths}
    row.paths = [kept.get(prefix) or PathRow(prefix=prefix) for prefix in entry.paths]
    row.subdomains = entry.subdomains
    row.name = entry.name
    row.category = entry.category
    row.country = entry.country
    row.language = entry.language
    row.evidence = entry.evidence
    row.contact = entry.contact
    row.storage = entry.storage
    row.state = entry.state
    row.version = entry.version
    row.authors = ",".join(entry.authors)
    row.standing = None if entry.standing is None else json.dumps(asdict(entry.standing))
    removal = entry.removal
    row.removal_reason = None if removal is None else removal.reason
    row.removal_by = None if removal is None else removal.by
    row.removal_at = None if removal is None else naive(removal.at)


def naive(at: datetime) -> datetime:
    """The columns keep no time zone; what is kept is UTC."""
    return at.astimezone(UTC).replace(tzinfo=None)


def aware(at: datetime) -> datetime:
    """Undo :func:`naive`."""
    return at.replace(tzinfo=UTC)


def _form(text: str | None) -> Form | None:
    if text is None:
        return None
    kept = json.loads(text)
    return Form(kept["host"], kept["subdomains"], tuple(kept["paths"]), kept["storage"])
