"""What an entry of the list is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

MAX_ENTRIES: Final = 20_000
MAX_PATHS: Final = 4_000
"""Rules that the browsers can hold for one extension: a list beyond these is refused."""

CATEGORIES: Final = (
    "domestic-abuse",
    "stalking",
    "sexual-violence",
    "child-protection",
    "honour-based-abuse",
    "trafficking",
    "self-harm",
    "mental-health",
    "lgbt-support",
    "addiction",
    "reproductive-health",
    "legal-help",
    "police",
    "other",
)


class State(StrEnum):
    """Only ``VERIFIED`` entries are ever published."""

    UNVERIFIED = "unverified"
    VERIFIED = "verified"
    REMOVED = "removed"


LISTED: Final = (State.UNVERIFIED, State.VERIFIED)
"""The states of what is on the list as editors see it."""


REVIEWS_NEEDED: Final = 2
"""So many people who did not write a line have to approve it (docs/listing-policy.md)."""


@dataclass(frozen=True)
class Proposal:
    """An entry as a person wrote it, nothing checked. Fields that were left out are empty."""

    host: str
    paths: tuple[str, ...] = ()
    exact_host: bool = False
    name: str = ""
    category: str = ""
    country: str = ""
    language: str = ""
    evidence: str = ""
    contact: str = ""
    storage: str = ""


@dataclass(frozen=True)
class NumberedProposal:
    """A proposal from a file: the number of its line, and the state that the file gives it."""

    number: int
    proposal: Proposal
    state: str


KEEP: Final = "keep"
"""The one storage rule that clients know (docs/listing-policy.md, *Storage*); mostly empty."""


@dataclass(frozen=True)
class Form:
    """What clients get to know of an entry. Empty ``paths`` mean the whole host."""

    host: str
    subdomains: bool
    paths: tuple[str, ...] = ()
    storage: str = ""


@dataclass(frozen=True)
class Removal:
    """Somebody asks for the removal of an entry. Until another person agrees, it stays."""

    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Entry:
    """A site, checked and in normal form.

    ``host`` is lower-case punycode. ``paths`` are prefixes in normal form, sorted; empty means the
    whole host. ``subdomains`` says whether every label below ``host`` is covered too. ``country``
    is two capitals (ISO 3166-1) or empty, ``language`` two or three lower-case letters (ISO 639) or
    empty. ``added_at`` is aware and in UTC. ``added_by`` is a person's name, empty where the home
    knows no people; ``reviewers`` are those who approved it so far.

    ``version`` counts its changes from 1. ``authors`` wrote what the reviewers have to look at: the
    entry, or everything since it was verified last. ``standing`` is what clients go on getting
    while a change of a verified entry waits for its reviewers.
    """

    host: str
    paths: tuple[str, ...]
    subdomains: bool
    name: str
    category: str
    country: str
    language: str
    evidence: str
    state: State
    added_at: datetime
    added_by: str = ""
    reviewers: tuple[str, ...] = ()
    contact: str = ""
    storage: str = ""
    version: int = 1
    authors: tuple[str, ...] = ()
    standing: Form | None = None
    removal: Removal | None = None

    @property
    def form(self) -> Form:
        """What clients would get if this were verified."""
        return Form(self.host, self.subdomains, self.paths, self.storage)

    @property
    def published(self) -> Form | None:
        """What the next release says of this host; None if nothing."""
        return self.form if self.state is State.VERIFIED else self.standing


@dataclass(frozen=True)
class SearchTerm:
    """Words that a search for help is made of, in lower case, and the language they are in."""

    term: str
    language: str

    @property
    def subject(self) -> str:
        """How the audit trail and the difference between two lists name it."""
        return f"{self.term}:{self.language}"
