"""Lists of any length that look like the real one, the same for the same length.

Names end in ``.test``: nothing that is measured can ever name a site. They compress as the starter
list does: 331 entries take 55 bytes each, and 11 after gzip (55 and 12 there). Of a hundred entries
ten are some pages of a site, ten are a subdomain, one is in punycode.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import Final

from companion.entries.models import Entry, State

WORDS: Final = tuple(
    word
    for line in (
        "aid bridge calm care centre circle crisis door east garden harbour haven health hear help",
        "hill home hope house light line mind north open path refuge rise river safe shelter south",
        "speak stand support talk trust voice west women young",
    )
    for word in line.split()
)
CONSONANTS: Final = "bcdfghjklmnprstvwz"
VOWELS: Final = "aeiou"
ADDED: Final = datetime(2026, 1, 1, tzinfo=UTC)
SEED: Final = 6


def entries(count: int) -> list[Entry]:
    """Return ``count`` verified entries, at most a fifth of them by path prefixes."""
    chance = random.Random(SEED)
    return [_entry(number, chance) for number in range(count)]


def _entry(number: int, chance: random.Random) -> Entry:
    host = _host(number, chance)
    paths = (f"/advice/{chance.choice(WORDS)}-{number}",) if number % 10 == 0 else ()
    return Entry(
        host=host,
        paths=paths,
        subdomains=number % 7 != 0,
        name=f"Helpline {number}",
        category="other",
        country="GB",
        language="en",
        evidence=f"https://{host}/about",
        state=State.VERIFIED,
        added_at=ADDED,
    )


def _host(number: int, chance: random.Random) -> str:
    if number % 100 == 99:
        return f"hilfe-für-{number}.test".encode("idna").decode("ascii")
    below = f"{chance.choice(WORDS)}." if number % 10 == 5 else ""
    return f"{below}{chance.choice(WORDS)}-{_made_up(chance)}{number}.test"


def _made_up(chance: random.Random) -> str:
    """Return a word of no language: words of a list would compress better than names do."""
    return "".join(chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(4))


def addresses(listed: list[Entry], count: int) -> dict[str, list[str]]:
    """Return ``count`` URLs of each kind: ``hit`` are on the list and ``miss`` are not.

    ``path`` are on hosts that are listed by path prefixes; every other one of these is covered.
    """
    chance = random.Random(SEED)
    whole = [entry for entry in listed if not entry.paths]
    by_path = [entry for entry in listed if entry.paths]
    hits = (f"https://{_below(chance.choice(whole), n)}/contact?from={n}" for n in range(count))
    misses = (f"https://www.shop-{chance.randint(0, 10**6)}.test/item/{n}" for n in range(count))
    paths = (_on_page(chance.choice(by_path), n) for n in range(count))
    return {"hit": list(hits), "miss": list(misses), "path": list(paths)}


def _on_page(entry: Entry, number: int) -> str:
    path = entry.paths[0] if number % 2 else "/news"
    return f"https://{entry.host}{path}/{number}"


def _below(entry: Entry, number: int) -> str:
    """Return the host or one below it; not below a subdomain, which tldts would cut off."""
    has_below = entry.subdomains and entry.host.count(".") == 1
    return f"www.{entry.host}" if has_below and number % 2 else entry.host
