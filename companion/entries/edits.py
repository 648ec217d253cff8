"""Decides how an entry changes. An edit names the version that its author saw."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Final

from companion.audit.models import Event
from companion.entries.models import Entry, Proposal, State
from companion.entries.ports import EntryStore
from companion.entries.service import Rules, check, listed_entry, refuse_beyond_limits
from companion.errors import ConflictError

EDITED: Final = "entry.edit"

EDITABLE: Final = (
    "paths",
    "subdomains",
    "name",
    "category",
    "country",
    "language",
    "evidence",
    "contact",
    "storage",
)
_REVIEWED: Final = frozenset({"paths", "subdomains", "storage", "name", "evidence"})
"""What two people have to look at again: what clients get, and what says whose site it is."""


class EditConflictError(ConflictError):
    """``wanted`` was written on top of another version than ``present``, the entry as it is now."""

    def __init__(self, wanted: Entry, present: Entry) -> None:
        super().__init__(
            f"host {wanted.host!r} was changed meanwhile (version {present.version}):"
            " look at what it says now"
        )
        self.wanted, self.present = wanted, present


def edit(
    store: EntryStore,
    proposal: Proposal,
    rules: Rules,
    *,
    seen: int,
    at: datetime,
    by: str = "",
) -> Entry:
    """Make the entry of ``proposal.host`` say what ``proposal`` says.

    A verified entry whose reviewed fields change waits for its reviewers again, and clients go on
    getting what was verified before. In a development home it stays verified.

    Args:
        seen: the version that the author looked at.

    Returns:
        the entry as it is now. Saying what it says already changes nothing, whatever was seen.

    Raises:
        EditConflictError: it has another version by now.
        NotListedError: it is not on the list.
        LimitError: the list would have too many paths.
        InputError: the proposal is not acceptable.
    """
    with store.transaction() as inside:
        present = listed_entry(inside, proposal.host, rules)
        checked = check(proposal, rules, state=present.state, at=at)
        wanted = replace(present, **{name: getattr(checked, name) for name in EDITABLE})
        differences = changed_fields(present, wanted)
        if not differences:
            return present
        if seen != present.version:
            raise EditConflictError(wanted, present)
        entries, paths = inside.count()
        refuse_beyond_limits((entries - 1, paths - len(present.paths)), [wanted])
        changed = _changed(present, wanted, differences, rules, by)
        inside.change(changed)
        inside.record([Event(at, by, EDITED, changed.host, _detail(differences))])
    return changed


def changed_fields(before: Entry, after: Entry) -> dict[str, tuple[object, object]]:
    """Return what an edit changed: field → before, after."""
    pairs = {name: (getattr(before, name), getattr(after, name)) for name in EDITABLE}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def proposal_of(entry: Entry) -> Proposal:
    """Return the proposal that says what ``entry`` says: where an edit begins."""
    return Proposal(
        host=entry.host,
        paths=entry.paths,
        exact_host=not entry.subdomains,
        name=entry.name,
        category=entry.category,
        country=entry.country,
        language=entry.language,
        evidence=entry.evidence,
        contact=entry.contact,
        storage=entry.storage,
    )


def _changed(
    present: Entry,
    wanted: Entry,
    differences: dict[str, tuple[object, object]],
    rules: Rules,
    by: str,
) -> Entry:
    newer = replace(wanted, version=present.version + 1)
    if not differences.keys() & _REVIEWED:
        return newer
    was_verified = present.state is State.VERIFIED
    earlier = () if was_verified else present.authors
    authors = tuple(sorted({*earlier, by} - {""}))
    if rules.development:
        return replace(newer, authors=authors)
    return replace(
        newer,
        state=State.UNVERIFIED,
        authors=authors,
        reviewers=(),
        standing=present.form if was_verified else present.standing,
    )


def _detail(differences: dict[str, tuple[object, object]]) -> str:
    return json.dumps(differences, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
