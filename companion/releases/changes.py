"""The difference between two lists as they are signed, and how much of the old one it takes away.

Works on the bytes that clients get, so that a signer's machine, which has no database, sees what
the service sees.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from companion.entries.hosts import normalise_host
from companion.entries.models import MAX_ENTRIES, MAX_PATHS, SearchTerm
from companion.entries.never_list import is_mixed_site
from companion.entries.paths import normalise_path
from companion.errors import InputError, SigningError
from companion.publishing.target import FORMAT, list_target

MOST_REMOVED: Final = 50
MOST_REMOVED_PERCENT: Final = 10
"""A release that removes more than either is a mass removal and has to be signed as one."""


@dataclass(frozen=True)
class Line:
    """One entry of a signed list. Empty ``paths`` mean the whole host."""

    host: str
    subdomains: bool
    paths: tuple[str, ...] = ()
    storage: str = ""

    def __str__(self) -> str:
        where = [" ".join(self.paths) or ("with subdomains" if self.subdomains else "alone")]
        where += ["alone"] if self.paths and not self.subdomains else []
        where += ["keeps its storage"] if self.storage else []
        return f"{self.host} ({', '.join(where)})"

    def covers(self, other: Line) -> bool:
        """Say whether all that ``other``, of the same host, covers is covered by this one too."""
        if other.subdomains and not self.subdomains:
            return False
        if not self.paths:
            return True
        return bool(other.paths) and all(
            any(path == own or path.startswith(f"{own}/") for own in self.paths)
            for path in other.paths
        )


@dataclass(frozen=True)
class SignedList:
    """The content of ``list/sites-v1.json``: lines by host, and search terms."""

    lines: Mapping[str, Line]
    terms: frozenset[SearchTerm]


EMPTY: Final = SignedList({}, frozenset())


@dataclass(frozen=True)
class Changes:
    """What turns one list into another. ``before`` counts the lines of the old one."""

    added: tuple[Line, ...]
    removed: tuple[Line, ...]
    changed: tuple[tuple[Line, Line], ...]
    terms_added: tuple[SearchTerm, ...]
    terms_removed: tuple[SearchTerm, ...]
    before: int

    @property
    def is_empty(self) -> bool:
        return not any(
            (self.added, self.removed, self.changed, self.terms_added, self.terms_removed)
        )

    @property
    def subjects(self) -> frozenset[str]:
        """What is touched, named as in the audit trail."""
        lines = (*self.added, *self.removed, *(new for _, new in self.changed))
        terms = (*self.terms_added, *self.terms_removed)
        return frozenset([each.host for each in lines] + [each.subject for each in terms])

    @property
    def removals(self) -> int:
        """Lines that are gone, or cover less than before: both take protection away."""
        narrowed = sum(not new.covers(old) for old, new in self.changed)
        return len(self.removed) + narrowed

    @property
    def is_mass_removal(self) -> bool:
        return self.removals > MOST_REMOVED or (
            self.removals * 100 > self.before * MOST_REMOVED_PERCENT
        )

    def sentences(self) -> Iterator[str]:
        """Yield one line of text for each difference."""
        yield from (f"+ {each}" for each in self.added)
        yield from (f"- {each}" for each in self.removed)
        for old, new in self.changed:
            less = "" if new.covers(old) else "  [covers less than before]"
            yield f"~ {old} becomes {new}{less}"
        yield from (f"+ search term {each.term!r} ({each.language})" for each in self.terms_added)
        yield from (f"- search term {each.term!r} ({each.language})" for each in self.terms_removed)

    def summary(self) -> str:
        terms = len(self.terms_added) + len(self.terms_removed)
        return (
            f"{len(self.added)} added, {len(self.removed)} removed, {len(self.changed)} changed,"
            f" {terms} search terms; {self.before} lines before"
        )


def changes_between(old: SignedList, new: SignedList) -> Changes:
    """Return what turns ``old`` into ``new``."""
    both = [host for host in old.lines if host in new.lines]
    return Changes(
        added=tuple(line for host, line in new.lines.items() if host not in old.lines),
        removed=tuple(line for host, line in old.lines.items() if host not in new.lines),
        changed=tuple(
            (old.lines[host], new.lines[host])
            for host in both
            if old.lines[host] != new.lines[host]
        ),
        terms_added=_sorted(new.terms - old.terms),
        terms_removed=_sorted(old.terms - new.terms),
        before=len(old.lines),
    )


def parse_list(content: bytes) -> SignedList:
    """Return the list that ``content`` is, in whatever spelling, held to no rule.

    Raises:
        SigningError: it is not a list.
    """
    try:
        parsed = json.loads(content)
        if parsed["format"] != FORMAT:
            raise SigningError(f"the list has format {parsed['format']!r}, not {FORMAT}")
        lines = [
            Line(
                each["host"],
                each["subdomains"],
                tuple(each.get("paths", ())),
                each.get("storage", ""),
            )
            for each in parsed["entries"]
        ]
        terms = frozenset(SearchTerm(each["term"], each["language"]) for each in parsed["searches"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SigningError(f"this is not a list: {error!r}") from error
    if len({line.host for line in lines}) != len(lines):
        raise SigningError("the list names a host twice")
    return SignedList({line.host: line for line in lines}, terms)


def read_list(content: bytes, *, development: bool) -> SignedList:
    """Return the list that ``content`` is, which has to be one that clients take.

    Raises:
        SigningError: it is not in the one spelling that is signed, or breaks a rule of the list.
    """
    read = parse_list(content)
    lines = read.lines.values()
    if list_target(lines, read.terms) != content:
        raise SigningError("the list is not in the one spelling that is signed")
    if len(lines) > MAX_ENTRIES or sum(len(line.paths) for line in lines) > MAX_PATHS:
        raise SigningError(f"the list has more than {MAX_ENTRIES} lines or {MAX_PATHS} paths")
    for line in lines:
        _refuse_bad_line(line, development=development)
    return read


def _refuse_bad_line(line: Line, *, development: bool) -> None:
    try:
        if normalise_host(line.host, development=development) != line.host:
            raise SigningError(f"host {line.host!r} is not in normal form")
        if any(normalise_path(path) != path for path in line.paths):
            raise SigningError(f"a path of {line.host!r} is not in normal form")
    except SigningError:
        raise
    except InputError as error:
        raise SigningError(f"the list breaks a rule: {error}") from error
    if not line.paths and is_mixed_site(line.host):
        raise SigningError(f"host {line.host!r} is a site for everything, listed without a path")


def _sorted(terms: frozenset[SearchTerm]) -> tuple[SearchTerm, ...]:
    return tuple(sorted(terms, key=lambda each: (each.language, each.term)))
