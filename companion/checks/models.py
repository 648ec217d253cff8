"""What a check of a site sees, and what is kept of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

CHECK_EVERY: Final = timedelta(days=7)
"""So often each site is looked at."""


class Kind(StrEnum):
    """What can be wrong with a page that is listed."""

    NO_NAME = "no-name"
    PRIVATE = "private-address"
    NO_ANSWER = "no-answer"
    TLS = "tls"
    ELSEWHERE = "elsewhere"
    FRONT_PAGE = "front-page"
    PARKED = "parked"
    GONE = "gone"
    BROKEN = "broken"


SENTENCES: Final = {
    Kind.NO_NAME: "The name is not in the DNS",
    Kind.PRIVATE: "The name leads into a private network",
    Kind.NO_ANSWER: "Nobody answers",
    Kind.TLS: "The connection is not secure",
    Kind.ELSEWHERE: "It leads to another site",
    Kind.FRONT_PAGE: "The page leads to the front page",
    Kind.PARKED: "It looks parked or for sale",
    Kind.GONE: "The page is gone",
    Kind.BROKEN: "The site answers with an error",
}


class FindingState(StrEnum):
    """``GONE`` findings were not seen again; ``DISMISSED`` ones somebody put aside."""

    OPEN = "open"
    GONE = "gone"
    DISMISSED = "dismissed"


@dataclass(frozen=True)
class Seen:
    """Something that is wrong with one address. ``detail`` is one line without secrets."""

    kind: Kind
    address: str
    detail: str


@dataclass(frozen=True)
class Finding:
    """Something wrong that is kept. It changes nothing by itself. ``number`` is 0 before it is."""

    number: int
    host: str
    kind: Kind
    address: str
    detail: str
    first_seen: datetime
    last_seen: datetime
    state: FindingState
    decided_by: str = ""

    @property
    def sentence(self) -> str:
        return f"{SENTENCES[self.kind]}: {self.detail} ({self.address})"
