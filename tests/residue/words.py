"""What a trace of the scripted visit would show: invented words, each used for one thing only, and
every spelling in which browsers write them.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

SEARCH, INNOCENT, DECOY = "search.test", "innocent.test", "www.bbc.com"
HOST = "gullhaven-refuge.test"
"""The listed site."""
FRAME = "tarnchat-widget.test"
"""A site of somebody else that the listed site shows in a frame."""

TITLE, QUERY, TYPED, COOKIE, STORED = (
    "Quillmere",
    "plumspindle",
    "velmorin",
    "qozakbit",
    "brindlefen",
)

WORDS = {
    "host": HOST,
    "title": TITLE,
    "query": QUERY,
    "typed": TYPED,
    "cookie": COOKIE,
    "stored": STORED,
    "frame": FRAME,
}
"""Kind of word → the word."""


@dataclass(frozen=True)
class Needle:
    """Bytes to look for. ``exact``: in the bytes as they are, else in lower case."""

    kind: str
    data: bytes
    exact: bool


@cache
def needles() -> tuple[Needle, ...]:
    """Every spelling of every word."""
    return tuple(needle for kind, word in WORDS.items() for needle in _spellings(kind, word))


def _spellings(kind: str, word: str) -> Iterator[Needle]:
    lower = word.lower()
    yield Needle(kind, lower.encode(), exact=False)
    yield Needle(kind, lower.encode("utf-16-le"), exact=False)
    if kind not in ("host", "frame"):
        return
    # Firefox keeps a column of hosts backwards
    yield Needle(kind, lower[::-1].encode(), exact=False)
    # Chromium's Network Persistent State names partitions in base64
    for shift in range(3):
        encoded = base64.b64encode(b"\0" * shift + lower.encode())
        # the first and the last characters depend on what stands beside the word
        yield Needle(kind, encoded[4 if shift else 0 : -4], exact=True)
    yield Needle(kind, hashed(lower), exact=True)


def hashed(host: str) -> bytes:
    """How Chromium's TransportSecurity names a host: SHA-256 of its DNS form, in base64."""
    labels = b"".join(bytes([len(label)]) + label.encode() for label in host.split("."))
    return base64.b64encode(hashlib.sha256(labels + b"\0").digest())
