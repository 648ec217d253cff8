"""Decides about removals that one person proposes and another agrees to."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from companion.audit.models import Event
from companion.entries import fields
from companion.entries.models import Entry, Removal
from companion.entries.ports import EntryStore
from companion.entries.service import REMOVED, Rules, listed_entry
from companion.errors import ConflictError, FieldError, OwnChangeError

PROPOSED: Final = "entry.propose-removal"
KEPT: Final = "entry.keep"


def propose_removal(
    store: EntryStore, host: str, reason: str, rules: Rules, *, at: datetime, by: str = ""
) -> Entry:
    """Ask for the removal of ``host``. It stays on the list until somebody else agrees.

    Raises:
        ConflictError: somebody has asked for it already.
        NotListedError: it is not on the list. FieldError: there is no reason.
    """
    removal = Removal(fields.normalise_reason(reason), by, at)
    with store.transaction() as inside:
        present = listed_entry(inside, host, rules)
        if present.removal is not None:
            raise ConflictError(
                f"the removal of {present.host!r} is proposed already,"
                f" by {present.removal.by or 'somebody'}: {present.removal.reason}"
            )
        asked = replace(present, removal=removal, version=present.version + 1)
        inside.change(asked)
        inside.record([Event(at, by, PROPOSED, asked.host, removal.reason)])
    return asked


def agree_to_removal(
    store: EntryStore, host: str, rules: Rules, *, at: datetime, by: str = ""
) -> Entry:
    """Take the entry of ``host`` off the list, as somebody else proposed.

    Raises:
        OwnChangeError: ``by`` proposed it.
        FieldError: nobody did. NotListedError: it is not on the list.
    """
    with store.transaction() as inside:
        present = listed_entry(inside, host, rules)
        removal = _proposed(present)
        if removal.by == by and not rules.development:
            raise OwnChangeError(
                f"{by} proposed the removal of {present.host!r}; somebody else has to agree"
            )
        inside.mark_removed(present.host, at=at)
        inside.record([Event(at, by, REMOVED, present.host, removal.reason)])
    return present


def keep(store: EntryStore, host: str, rules: Rules, *, at: datetime, by: str = "") -> Entry:
    """Drop the proposal to remove ``host``.

    Raises:
        FieldError: nobody proposed it. NotListedError: it is not on the list.
    """
    with store.transaction() as inside:
        present = listed_entry(inside, host, rules)
        _proposed(present)
        kept = replace(present, removal=None, version=present.version + 1)
        inside.change(kept)
        inside.record([Event(at, by, KEPT, kept.host)])
    return kept


def _proposed(entry: Entry) -> Removal:
    if entry.removal is None:
        raise FieldError(f"nobody proposed to remove {entry.host!r}")
    return entry.removal
