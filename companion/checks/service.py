"""Decides what becomes of what a check saw. It proposes; people decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from companion.checks.models import Finding, FindingState, Seen


def findings_after(
    host: str, kept: Iterable[Finding], seen: Sequence[Seen], *, at: datetime
) -> list[Finding]:
    """Return the findings of ``host`` that are new or say something else after a check.

    What is seen again keeps its first day; what somebody put aside stays so while it lasts. What is
    not seen any more is gone.

    Args:
        kept: the findings of ``host`` so far. seen: what this check saw, all of it.
    """
    known = {
        (each.kind, each.address): each for each in kept if each.state is not FindingState.GONE
    }
    changed = []
    for each in {(one.kind, one.address): one for one in seen}.values():
        before = known.pop((each.kind, each.address), None)
        if before is None:
            before = Finding(
                0, host, each.kind, each.address, each.detail, at, at, FindingState.OPEN
            )
        changed.append(replace(before, detail=each.detail, last_seen=at))
    changed += [replace(each, state=FindingState.GONE) for each in known.values()]
    return changed
