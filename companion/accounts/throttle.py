"""Slows guessing down without shutting out the person whose name is guessed at.

Wrong tries count against whoever makes them: an address, an address with a name, and for each name
all browsers together in which that person never signed in. A browser in which they did carries a
sealed cookie and counts for itself, and passkeys do not count at all: so strangers can use up their
own tries for a name, never those of its owner (docs/adr/0019).
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import Final

from limits import RateLimitItem, RateLimitItemPerDay, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from companion.errors import ThrottledError

KNOWN_BROWSER: Final = RateLimitItemPerMinute(10, 60)
PAIR: Final = RateLimitItemPerMinute(5, 15)
ADDRESS: Final = RateLimitItemPerMinute(20, 15)
NAME: Final = RateLimitItemPerDay(100)


@dataclass(frozen=True)
class Try:
    """One attempt. ``known`` is the mark of a browser in which ``name`` signed in before."""

    name: str
    address: str
    known: str = ""

    def buckets(self) -> list[tuple[RateLimitItem, tuple[str, ...]]]:
        if self.known:
            return [(KNOWN_BROWSER, ("known", self.known))]
        network = _network(self.address)
        return [
            (ADDRESS, ("address", network)),
            (PAIR, ("pair", self.name, network)),
            (NAME, ("name", self.name)),
        ]


class Throttle:
    """Counts wrong tries, in the memory of this process."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def admit(self, attempt: Try) -> None:
        """Let ``attempt`` be looked at.

        Raises:
            ThrottledError: too many were wrong lately.
        """
        if not all(self._limiter.test(limit, *bucket) for limit, bucket in attempt.buckets()):
            raise ThrottledError(
                "too many wrong tries from here; wait a quarter of an hour, or use a passkey"
            )

    def count(self, attempt: Try) -> None:
        """Remember that ``attempt`` was wrong."""
        for limit, bucket in attempt.buckets():
            self._limiter.hit(limit, *bucket)


def _network(address: str) -> str:
    """Return the address, or of IPv6 the /64 that one connection has to itself."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if parsed.version == 4:
        return address
    return str(ipaddress.ip_network(f"{address.partition('%')[0]}/64", strict=False))
