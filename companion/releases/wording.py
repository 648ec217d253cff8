"""A difference between two lists as sentences for people who decide about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from companion.releases.changes import Changes, Line


class Kind(StrEnum):
    """What a sentence is about. ``LESS``: a line stays and covers less than before."""

    ADDED = "added"
    CHANGED = "changed"
    LESS = "less"
    REMOVED = "removed"


@dataclass(frozen=True)
class Sentence:
    """``subject`` is a host or a search term, ``text`` the sentence with ``{}`` in its place."""

    kind: Kind
    subject: str
    text: str

    def __str__(self) -> str:
        return self.text.format(self.subject)


def sentences(changes: Changes) -> Iterator[Sentence]:
    """Yield one sentence for each difference: first what takes protection away."""
    for line in changes.removed:
        yield Sentence(
            Kind.REMOVED, line.host, f"{{}} is removed: {_what(line)} no longer protected."
        )
    for old, new in changes.changed:
        if not new.covers(old):
            yield Sentence(Kind.LESS, new.host, f"{{}} covers less: {_was(old)}, now {_now(new)}.")
    for line in changes.added:
        yield Sentence(Kind.ADDED, line.host, f"{{}} is added: {_now(line)}.")
    for old, new in changes.changed:
        if new.covers(old):
            yield Sentence(Kind.CHANGED, new.host, f"{{}} changes: {_was(old)}, now {_now(new)}.")
    for term in changes.terms_removed:
        yield Sentence(Kind.REMOVED, term.term, f"The search term “{{}}” ({term.language}) goes.")
    for term in changes.terms_added:
        yield Sentence(Kind.ADDED, term.term, f"The search term “{{}}” ({term.language}) comes.")


def summary(changes: Changes) -> str:
    """Return how much changes, in one sentence."""
    terms = len(changes.terms_added) + len(changes.terms_removed)
    parts = [
        *_counted(len(changes.added), "site is added", "sites are added"),
        *_counted(len(changes.removed), "site is removed", "sites are removed"),
        *_counted(len(changes.changed), "site changes", "sites change"),
        *_counted(terms, "search term comes or goes", "search terms come or go"),
    ]
    before = f"The list before has {changes.before:,} {'site' if changes.before == 1 else 'sites'}."
    return f"{_joined(parts)}. {before}" if parts else f"Nothing changes. {before}"


def _what(line: Line) -> str:
    if line.paths:
        return f"{_joined([*line.paths])} {'is' if len(line.paths) == 1 else 'are'}"
    return "the whole site is" if line.subdomains else "this host is"


def _now(line: Line) -> str:
    return _scope(line)


def _was(line: Line) -> str:
    return f"it was {_scope(line)}"


def _scope(line: Line) -> str:
    where = "with all its subdomains" if line.subdomains else "on this host alone"
    if line.paths:
        pages = "only the pages below" if len(line.paths) == 1 else "only the pages below each of"
        what = f"{pages} {_joined([*line.paths])}, {where}"
    else:
        what = f"the whole site {where}"
    return f"{what}, and it keeps its storage" if line.storage else what


def _counted(count: int, one: str, many: str) -> list[str]:
    return [f"{count:,} {one if count == 1 else many}"] if count else []


def _joined(parts: list[str]) -> str:
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)
